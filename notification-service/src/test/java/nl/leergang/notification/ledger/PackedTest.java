package nl.leergang.notification.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.bson.types.Binary;
import org.junit.jupiter.api.Test;

class PackedTest {

  private static final byte[] MAIL =
      "From: a@example.org\r\nSubject: Bevestiging\r\n\r\n"
          .repeat(200)
          .getBytes(StandardCharsets.US_ASCII);

  @Test
  void givesBackEveryByteOfWhatTakesLessRoom() {
    Binary packed = Packed.of(MAIL);

    assertThat(packed.length()).isLessThan(MAIL.length / 4);
    assertThat(Packed.mail(packed)).isEqualTo(MAIL);
  }

  @Test
  void readsWhatWasStoredBeforeMailsWerePacked() {
    assertThat(Packed.mail(new Binary(MAIL))).isEqualTo(MAIL);
    assertThat(Packed.mail(new Binary(new byte[] {'F'}))).containsExactly('F');
  }
}
