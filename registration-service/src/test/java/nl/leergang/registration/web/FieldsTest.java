package nl.leergang.registration.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import nl.leergang.http.ProblemException;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullUnmarked
class FieldsTest {

  private final Fields fields = new Fields(List.of());

  @ParameterizedTest
  @ValueSource(strings = {"a@b.nl", "jan.de-vries+ngb@gemeente.voorbeeld.nl", "o'neil@x-y.org"})
  void takesOrdinaryAddresses(String email) {
    assertThat(fields.email("email", email)).isEqualTo(email);
    fields.throwIfWrong();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "a@b",
        "a@b..nl",
        ".a@b.nl",
        "a.@b.nl",
        "a b@c.nl",
        "a@b.nl,c@d.nl",
        "a@-b.nl",
        "<a@b.nl>",
        "a@b.nl\r\nBcc: c@d.nl",
        "\"a b\"@c.nl",
        "a@[127.0.0.1]",
        "a@b\u560a.nl"
      })
  void refusesWhatAMailServerMightReadDifferently(String email) {
    fields.email("email", email);

    assertThat(wrong().errors()).singleElement().extracting("field").isEqualTo("email");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\rb",
        "a\nb",
        "a\tb",
        "a\u0000b",
        "a\u0085b",
        "a\u2028b",
        "a\u202eb",
        "a\u560db",
        "a\ud800b",
        "a\n"
      })
  void refusesCharactersThatBreakALine(String name) {
    fields.line("name", name, 100);

    assertThat(wrong().errors()).singleElement().extracting("code").isEqualTo("invalid-characters");
  }

  @Test
  void keepsLettersThatOnlyLookDangerousWhenCutToBytes() {
    assertThat(fields.line("name", "Dvo\u0159\u00e1\u010dek", 100)).isEqualTo("Dvořáček");
    fields.throwIfWrong();
  }

  @Test
  void composesTrimsAndNormalises() {
    assertThat(fields.line("name", "  Zoe\u0308 \u00a0", 100)).isEqualTo("Zoë");
    assertThat(fields.line("name", "   ", 100)).isNull();
    assertThat(fields.postalCode("p", "2511ab")).isEqualTo("2511 AB");
    assertThat(fields.postalCode("p", "b-1000")).isEqualTo("B-1000");
    assertThat(fields.lines("remarks", "een\r\ntwee\rdrie", 100)).isEqualTo("een\ntwee\ndrie");
    fields.throwIfWrong();
  }

  private ProblemException wrong() {
    return catchThrowableOfType(ProblemException.class, fields::throwIfWrong);
  }
}
