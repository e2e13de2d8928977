package nl.leergang.registration.edition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import nl.leergang.registration.edition.Edition.Refusal;
import nl.leergang.registration.edition.Edition.Session;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class EditionTest {

  private static final Instant NOW = Instant.parse("2027-03-11T22:30:00Z");

  @Test
  void takesRegistrationsWhileItsSessionsAreStillToBePlanned() {
    assertThat(edition(true, null, open()).refusal(NOW)).isEmpty();
    assertThat(edition(true, null).refusal(NOW)).isEmpty();
  }

  @Test
  void isPastAfterItsLastKnownDay() {
    Edition edition = edition(true, null, on("2027-03-11"), open());

    assertThat(edition.refusal(NOW)).isEmpty();
    // Half past eleven in the evening in Amsterdam; the day ends there, not in UTC.
    assertThat(edition.refusal(Instant.parse("2027-03-11T22:59:59Z"))).isEmpty();
    assertThat(edition.refusal(Instant.parse("2027-03-11T23:00:00Z"))).contains(Refusal.PAST);
  }

  @Test
  void isCancelledWhenAllItsSessionsAre() {
    Session cancelled = new Session(true, NOW, null, null, null);

    assertThat(edition(true, null, cancelled).refusal(NOW)).contains(Refusal.CANCELLED);
    assertThat(edition(true, null, cancelled, on("2028-01-01")).refusal(NOW)).isEmpty();
  }

  @Test
  void isClosedFromTheMomentOnThatTheScheduleNames() {
    assertThat(edition(true, NOW.plusSeconds(1), open()).refusal(NOW)).isEmpty();
    assertThat(edition(true, NOW, open()).refusal(NOW)).contains(Refusal.CLOSED);
    assertThat(edition(false, null, open()).refusal(NOW)).contains(Refusal.CLOSED);
  }

  private static Edition edition(boolean open, Instant closesAt, Session... sessions) {
    return new Edition("e", Admission.DIRECT, open, 10, closesAt, List.of(sessions));
  }

  private static Session open() {
    return new Session(false, null, null, null, null);
  }

  private static Session on(String day) {
    return new Session(false, null, null, LocalDate.parse(day), null);
  }
}
