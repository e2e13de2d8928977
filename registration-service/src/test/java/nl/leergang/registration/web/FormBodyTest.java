package nl.leergang.registration.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FormBodyTest {

  @Test
  void readsNoMoreThanAThousandFields() {
    String email = "email=noor%40example.org";
    assertThat(parse(email + "&a=1".repeat(999)).get("email")).isEqualTo("noor@example.org");
    assertThatIllegalArgumentException().isThrownBy(() -> parse(email + "&a=1".repeat(1_000)));
  }

  @Test
  void guessesAtNothingThatIsBroken() {
    for (String broken : new String[] {"a=%", "a=%4", "a=%zz", "a=%u0041", "a=%c3%28", "a=%ff"}) {
      assertThatIllegalArgumentException().as(broken).isThrownBy(() -> parse(broken));
    }
  }

  private static FormBody parse(String form) {
    return FormBody.parse(form.getBytes(StandardCharsets.US_ASCII));
  }
}
