package nl.leergang.notification.moves;

import static nl.leergang.notification.Fixtures.cancelled;
import static nl.leergang.notification.Fixtures.dateOnly;
import static nl.leergang.notification.Fixtures.edition;
import static nl.leergang.notification.Fixtures.evening;
import static nl.leergang.notification.Fixtures.open;
import static nl.leergang.notification.Fixtures.participation;
import static nl.leergang.notification.Fixtures.session;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import nl.leergang.notification.ledger.Move;
import nl.leergang.notification.ledger.Template;
import nl.leergang.notification.replica.Participation.Status;
import nl.leergang.notification.replica.Slot;
import nl.leergang.notification.replica.Told;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class BehindTest {

  private static final Slot MARCH = evening("2027-03-11T18:30", null);
  private static final Slot APRIL = evening("2027-04-08T18:30", null);

  @Test
  void isNotBehindBeforeTheFirstMail() {
    assertThat(Behind.of(participation(Status.HELD, Map.of()), edition(session(1, 3, APRIL))))
        .isEmpty();
  }

  @Test
  void isBehindOnlyOnTheSessionThatMoved() {
    var person =
        participation(
            Status.HELD, Map.of("session-1", told(0, MARCH), "session-2", told(0, open())));

    assertThat(Behind.of(person, edition(session(1, 1, APRIL), session(2, 0, open()))))
        .containsExactly(
            new Move("registration-1", "edition-1", "session-1", 1, Template.SESSION_MOVED));
  }

  @Test
  void saysNothingOfAMoveThatWasTakenBack() {
    assertThat(Behind.due(told(0, MARCH), session(1, 2, MARCH))).isNull();
  }

  @Test
  void ignoresAScheduleOlderThanWhatWasTold() {
    assertThat(Behind.due(told(2, APRIL), session(1, 1, MARCH))).isNull();
  }

  @Test
  void callsAFirstDateOrHourByItsName() {
    assertThat(Behind.due(told(0, open()), session(1, 1, MARCH)))
        .isEqualTo(Template.SESSION_SCHEDULED);
    assertThat(Behind.due(told(0, dateOnly("2027-03-11")), session(1, 1, MARCH)))
        .isEqualTo(Template.SESSION_SCHEDULED);
    assertThat(Behind.due(told(0, dateOnly("2027-03-11")), session(1, 1, dateOnly("2027-03-12"))))
        .isEqualTo(Template.SESSION_MOVED);
    assertThat(Behind.due(null, session(1, 0, MARCH))).isEqualTo(Template.SESSION_SCHEDULED);
    assertThat(Behind.due(null, session(1, 0, open()))).isNull();
  }

  @Test
  void tellsOfACancellationOnce() {
    assertThat(Behind.due(told(0, MARCH), session(1, 1, cancelled(MARCH))))
        .isEqualTo(Template.SESSION_CANCELLED);
    assertThat(Behind.due(told(1, cancelled(MARCH)), session(1, 2, cancelled(APRIL)))).isNull();
    assertThat(Behind.due(null, session(1, 1, cancelled(MARCH)))).isNull();
  }

  private static Told told(int sequence, Slot slot) {
    return new Told(sequence, slot, "mail");
  }
}
