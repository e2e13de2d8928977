package nl.leergang.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.i18n.LocaleContextHolder;

@NullUnmarked
class InputTest {

  @BeforeEach
  void readInDutch() {
    LocaleContextHolder.setLocale(Locale.of("nl"));
  }

  @AfterEach
  void forget() {
    LocaleContextHolder.resetLocaleContext();
  }

  @Test
  void takesAnyOffsetAndAmsterdamWithoutOne() {
    assertThat(instant("2027-03-18T18:30:00+05:00")).isEqualTo("2027-03-18T13:30:00Z");
    assertThat(instant("2027-03-18T17:30:00Z")).isEqualTo("2027-03-18T17:30:00Z");
    assertThat(instant("2027-03-18T18:30")).isEqualTo("2027-03-18T17:30:00Z");
    assertThat(instant("2027-07-18T18:30")).isEqualTo("2027-07-18T16:30:00Z");
  }

  @Test
  void refusesTheHourThatTheClockSkipsAndTakesTheFirstOfTwo() {
    List<FieldError> errors = new ArrayList<>();

    assertThat(InstantInput.parse("startsAt", "2027-03-28T02:30", errors)).isNull();
    assertThat(errors).extracting(FieldError::code).containsExactly("skipped-hour");
    assertThat(instant("2027-10-31T02:30")).isEqualTo("2027-10-31T00:30:00Z");
  }

  @Test
  void refusesWhatIsNoTime() {
    for (String text : new String[] {"", "morgen", "2027-03-18", "2027-02-30T10:00", "18:30"}) {
      List<FieldError> errors = new ArrayList<>();
      assertThat(InstantInput.parse("startsAt", text, errors)).as(text).isNull();
      assertThat(errors)
          .containsExactly(
              new FieldError(
                  "startsAt", "invalid-time", "Geef datum en tijd op als 2027-03-18T18:30."));
    }
  }

  @Test
  void namesEveryPageParameterThatIsWrong() {
    assertThat(PageRequest.of(null, null)).isEqualTo(new PageRequest(1, 20));
    assertThat(PageRequest.of(3, 100).skip()).isEqualTo(200);
    assertThatThrownBy(() -> PageRequest.of(0, 101))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e ->
                assertThat(e.errors())
                    .extracting(FieldError::field)
                    .containsExactly("page", "pageSize"));
  }

  @Test
  void needsATokenKeyOf32Bytes() {
    assertThatThrownBy(() -> StaffToken.key(""))
        .hasMessageContaining("LEERGANG_TOKEN_KEY is not set");
    assertThatThrownBy(() -> StaffToken.key("c2hvcnQ=")).hasMessageContaining("5 bytes");
    assertThatThrownBy(() -> StaffToken.key("%%")).hasMessageContaining("not base64");
    assertThat(StaffToken.key("MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=").getEncoded())
        .hasSize(32);
  }

  private static Instant instant(String text) {
    return InstantInput.parse(text).instant();
  }
}
