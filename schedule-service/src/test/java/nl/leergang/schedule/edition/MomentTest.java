package nl.leergang.schedule.edition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;

class MomentTest {

  @Test
  void refusesHourThatTheClockSkips() {
    assertThatThrownBy(() -> Moment.of(LocalDateTime.parse("2027-03-28T02:30")))
        .isInstanceOf(DateTimeException.class)
        .hasMessageContaining("does not exist in Europe/Amsterdam");
    assertThat(Moment.of(LocalDateTime.parse("2027-03-28T03:00")).at())
        .isEqualTo("2027-03-28T01:00:00Z");
  }

  @Test
  void pinsHourThatComesTwiceToTheEarlierOffset() {
    assertThat(Moment.of(LocalDateTime.parse("2027-10-31T02:30")).at())
        .isEqualTo("2027-10-31T00:30:00Z");
  }

  @Test
  void keepsTheLaterOfTheTwoWhenAnInstantNamesIt() {
    Moment later = Moment.of(Instant.parse("2027-10-31T01:30:00Z"));

    assertThat(later.local()).isEqualTo(LocalDateTime.parse("2027-10-31T02:30"));
    assertThat(later.at()).isEqualTo("2027-10-31T01:30:00Z");
    assertThat(later).isNotEqualTo(Moment.of(LocalDateTime.parse("2027-10-31T02:30")));
  }

  @Test
  void followsSummerTime() {
    assertThat(Moment.of(LocalDateTime.parse("2019-03-21T18:30")).at())
        .isEqualTo("2019-03-21T17:30:00Z");
    assertThat(Moment.of(LocalDateTime.parse("2019-04-18T18:30")).at())
        .isEqualTo("2019-04-18T16:30:00Z");
  }

  @Test
  void refusesTimesThatContradictEachOther() {
    Moment noon = Moment.of(LocalDateTime.parse("2027-03-11T12:00"));

    assertThatThrownBy(() -> SessionTimes.between(noon, noon)).hasMessage("ends before start");
    assertThatThrownBy(() -> new SessionTimes(null, null, noon, null))
        .hasMessage("an end needs a start");
    assertThatThrownBy(() -> new SessionTimes(noon.date(), noon.date().minusDays(1), null, null))
        .hasMessage("ends before start");
    assertThatThrownBy(() -> new SessionTimes(noon.date().plusDays(1), null, noon, null))
        .hasMessage("start time and day differ");
  }
}
