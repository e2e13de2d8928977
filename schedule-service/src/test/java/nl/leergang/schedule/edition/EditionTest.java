package nl.leergang.schedule.edition;

import static nl.leergang.schedule.edition.EditionFixture.FIRST;
import static nl.leergang.schedule.edition.EditionFixture.anEdition;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import nl.leergang.schedule.edition.Decision.Refusal;
import nl.leergang.schedule.programme.Location;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class EditionTest {

  private static final Instant NOW = Instant.parse("2027-01-01T12:00:00Z");

  private final Edition edition =
      anEdition().withSession("2027-03-11T18:30", "2027-03-11T21:00").build();

  @Test
  void movesSessionAndRaisesSequenceAndVersion() {
    var changed =
        changed(reschedule(edition, target("2027-03-18T17:30:00Z", "2027-03-18T20:00:00Z"), 0));

    assertThat(changed.session().sequence()).isEqualTo(1);
    assertThat(changed.edition().version()).isEqualTo(2);
    assertThat(changed.session().times().startsOn()).isEqualTo(LocalDate.parse("2027-03-18"));
    assertThat(changed.session().location()).isEqualTo(new Location(null, "Wijk bij Duurstede"));
    assertThat(changed.event())
        .isInstanceOfSatisfying(
            ScheduleEvent.SessionRescheduled.class,
            event -> {
              assertThat(event.previous().sequence()).isZero();
              assertThat(event.session()).isEqualTo(changed.session());
              assertThat(event.reason()).isEqualTo("reden");
            });
  }

  @Test
  void emitsNothingWhenSessionIsThereAlreadyWhateverSequenceWasExpected() {
    var target = target("2027-03-11T17:30:00Z", "2027-03-11T20:00:00Z");

    assertThat(reschedule(edition, target, 99)).isInstanceOf(Decision.Unchanged.class);
  }

  @Test
  void emitsNothingWhenRepeatedCallComesAfterTheSessionBegan() {
    var target = target("2027-03-11T17:30:00Z", "2027-03-11T20:00:00Z");

    assertThat(edition.reschedule(FIRST, target, null, null, Instant.parse("2027-03-12T00:00:00Z")))
        .isInstanceOf(Decision.Unchanged.class);
  }

  @Test
  void refusesAnotherTargetOnStaleSequence() {
    assertThat(reschedule(edition, target("2027-03-18T17:30:00Z", null), 3))
        .isEqualTo(new Decision.Refused(Refusal.STALE_SEQUENCE));
  }

  @Test
  void refusesEndBeforeOrAtStart() {
    assertThat(reschedule(edition, target("2027-03-18T17:30:00Z", "2027-03-18T17:30:00Z"), null))
        .isEqualTo(new Decision.Refused(Refusal.END_BEFORE_START));
    // Times are kept in whole seconds.
    assertThat(reschedule(edition, target("2027-03-18T17:30:00Z", "2027-03-18T17:30:00.9Z"), null))
        .isEqualTo(new Decision.Refused(Refusal.END_BEFORE_START));
  }

  @Test
  void refusesStartInThePast() {
    assertThat(reschedule(edition, target("2026-12-31T17:30:00Z", null), null))
        .isEqualTo(new Decision.Refused(Refusal.START_IN_THE_PAST));
  }

  @Test
  void refusesToMoveCancelledSessionAndUnknownOne() {
    var cancelled = changed(edition.cancel(FIRST, null)).edition();

    assertThat(reschedule(cancelled, target("2027-03-18T17:30:00Z", null), null))
        .isEqualTo(new Decision.Refused(Refusal.SESSION_CANCELLED));
    assertThat(
            edition.reschedule(
                new SessionId("other"), target("2027-03-18T17:30:00Z", null), null, null, NOW))
        .isEqualTo(new Decision.Refused(Refusal.UNKNOWN_SESSION));
  }

  @Test
  void movesToAnotherPlaceAtTheSameTime() {
    var target =
        new Session.Target(
            Instant.parse("2027-03-11T17:30:00Z"),
            Instant.parse("2027-03-11T20:00:00Z"),
            new Location("Kasteel", "Wijk bij Duurstede"));

    assertThat(changed(reschedule(edition, target, null)).session().location())
        .isEqualTo(new Location("Kasteel", "Wijk bij Duurstede"));
  }

  @Test
  void opensTheEndWhenMoveNamesNone() {
    var moved = changed(reschedule(edition, target("2027-03-18T17:30:00Z", null), null)).session();

    assertThat(moved.times().endsAt()).isNull();
    assertThat(moved.times().endsOn()).isNull();
  }

  @Test
  void keepsOvernightStayAndNextDayWhenEveningMoves() {
    var residential = anEdition().withEveningAndNextDay("2027-03-11T18:30").build();

    var moved =
        changed(reschedule(residential, target("2027-03-18T17:30:00Z", null), null)).session();

    assertThat(moved.overnight()).isTrue();
    assertThat(moved.times().endsOn()).isEqualTo(LocalDate.parse("2027-03-19"));
    assertThat(moved.times().endsAt()).isNull();
  }

  @Test
  void schedulesSessionThatHadNoDate() {
    var open = anEdition().withOpenSession().build();

    assertThat(changed(reschedule(open, target("2027-03-18T17:30:00Z", null), 0)).event())
        .isInstanceOf(ScheduleEvent.SessionScheduled.class);
  }

  @Test
  void schedulesWhenKnownDayGetsItsTimeAndReschedulesWhenDayDiffers() {
    var dated = anEdition().withSessionOn("2027-03-18").build();

    assertThat(changed(reschedule(dated, target("2027-03-18T17:30:00Z", null), 0)).event())
        .isInstanceOf(ScheduleEvent.SessionScheduled.class);
    assertThat(changed(reschedule(dated, target("2027-03-25T17:30:00Z", null), 0)).event())
        .isInstanceOf(ScheduleEvent.SessionRescheduled.class);
  }

  @Test
  void cancelsOnce() {
    var once = changed(edition.cancel(FIRST, "ziek"));

    assertThat(once.session().status()).isEqualTo(Session.Status.CANCELLED);
    assertThat(once.session().sequence()).isEqualTo(1);
    assertThat(once.event()).isInstanceOf(ScheduleEvent.SessionCancelled.class);
    assertThat(once.edition().cancel(FIRST, "ziek")).isInstanceOf(Decision.Unchanged.class);
  }

  @Test
  void isPastOnceItsLastKnownSessionIsOver() {
    var course = anEdition().withSessionOn("2019-10-09").withOpenSession().build();

    assertThat(course.statusAt(Instant.parse("2019-10-09T21:59:59Z"), null))
        .isEqualTo(EditionStatus.OPEN);
    assertThat(course.statusAt(Instant.parse("2019-10-09T22:00:00Z"), null))
        .isEqualTo(EditionStatus.PAST);
  }

  @Test
  void lastsUntilTheEndOfTheNextDayWhenItsEndIsOpen() {
    var residential = anEdition().withEveningAndNextDay("2019-06-13T18:30").build();

    assertThat(residential.over()).contains(Instant.parse("2019-06-14T22:00:00Z"));
  }

  @Test
  void ignoresCancelledSessionsUnlessAllAreCancelled() {
    var two =
        anEdition()
            .withSession("2027-03-11T18:30", "2027-03-11T21:00")
            .withSession("2027-04-11T18:30", "2027-04-11T21:00")
            .build();

    var one = changed(two.cancel(FIRST, null)).edition();
    assertThat(one.begin()).contains(Instant.parse("2027-04-11T16:30:00Z"));
    assertThat(one.statusAt(NOW, 1)).isEqualTo(EditionStatus.OPEN);

    var none = changed(one.cancel(EditionFixture.SECOND, null)).edition();
    assertThat(none.statusAt(NOW, 1)).isEqualTo(EditionStatus.CANCELLED);
    assertThat(none.begin()).contains(Instant.parse("2027-03-11T17:30:00Z"));
  }

  @Test
  void isFullWithoutFreeSeatsAndClosedFromItsClosingDate() {
    var closing =
        anEdition()
            .withSession("2027-03-11T18:30", "2027-03-11T21:00")
            .closingAt("2027-02-01T00:00:00Z")
            .build();

    assertThat(closing.statusAt(NOW, 0)).isEqualTo(EditionStatus.FULL);
    assertThat(closing.statusAt(Instant.parse("2027-02-01T00:00:00Z"), 4))
        .isEqualTo(EditionStatus.CLOSED);
  }

  private static Session.Target target(String start, String end) {
    return new Session.Target(Instant.parse(start), end == null ? null : Instant.parse(end), null);
  }

  private static Decision reschedule(Edition edition, Session.Target target, Integer expected) {
    return edition.reschedule(FIRST, target, expected, "reden", NOW);
  }

  private static Decision.Changed changed(Decision decision) {
    assertThat(decision).isInstanceOf(Decision.Changed.class);
    return (Decision.Changed) decision;
  }
}
