package nl.leergang.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Writer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import nl.leergang.e2e.faults.Evidence.Edition;
import nl.leergang.e2e.faults.Evidence.Follower;
import nl.leergang.e2e.faults.Evidence.LoggedEvent;
import nl.leergang.e2e.faults.Evidence.Notice;
import nl.leergang.e2e.faults.Evidence.Registration;
import nl.leergang.e2e.faults.Evidence.Seats;
import nl.leergang.e2e.faults.Evidence.Shown;
import nl.leergang.e2e.faults.Evidence.StoredMail;
import nl.leergang.e2e.faults.Findings.Kind;
import nl.leergang.e2e.faults.MailSink.Received;
import nl.leergang.e2e.faults.Submission.Attempt;
import org.junit.jupiter.api.Test;

/** Two people, one seat, all in order; then each thing that can go wrong, one at a time. */
class ChecksTest {

  private static final String EDITION = "e1";

  private final Ledger ledger = new Ledger(1, Writer.nullWriter());
  private final Submission seated = ledger.next(EDITION);
  private final Submission waiting = ledger.next(EDITION);
  private final UUID seatedId = UUID.randomUUID();
  private final UUID waitingId = UUID.randomUUID();
  private final UUID claim = UUID.randomUUID();

  private List<Registration> registrations = new ArrayList<>();
  private Map<String, Seats> seats = new HashMap<>();
  private List<StoredMail> mails = new ArrayList<>();
  private List<LoggedEvent> events = new ArrayList<>();
  private List<Received> mailbox = new ArrayList<>();
  private List<Notice> office = new ArrayList<>();
  private Shown shown = new Shown("FULL", 0, 1);
  private Map<String, Long> participations = new HashMap<>();
  private List<Submission> submissions = List.of(seated, waiting);
  private long parked;

  ChecksTest() {
    seated.add(answer(0, 10, 201, seatedId, "CONFIRMED", 0));
    waiting.add(answer(20, 30, 201, waitingId, "WAITLISTED", 1));
    registrations.add(
        new Registration(
            seatedId,
            EDITION,
            seated.person().email(),
            "CONFIRMED",
            "CONFIRMED",
            0,
            0,
            claim,
            2,
            0));
    registrations.add(
        new Registration(
            waitingId,
            EDITION,
            waiting.person().email(),
            "WAITLISTED",
            "WAITLISTED",
            1,
            1,
            UUID.randomUUID(),
            2,
            0));
    seats.put(EDITION, new Seats(Map.of(seatedId, claim), 0, 1));
    for (UUID id : List.of(seatedId, waitingId)) {
      events.add(event(EventsCheck.REGISTRATIONS, id.toString(), 1));
      events.add(event(EventsCheck.REGISTRATIONS, id.toString(), 2));
      events.add(event(EventsCheck.CONTACTS, id.toString(), 1));
      participations.put(id.toString(), 2L);
    }
    events.add(event(EventsCheck.EDITIONS, EDITION, 1));
    mailOf(seated, seatedId, "REGISTRATION_CONFIRMED");
    mailOf(waiting, waitingId, "REGISTRATION_WAITLISTED");
  }

  @Test
  void findsNothingWhereAllIsInOrder() {
    assertThat(found()).isEmpty();
  }

  @Test
  void seesALostRegistration() {
    registrations.removeLast();
    assertThat(found()).contains(Kind.REGISTRATION_LOST);
  }

  @Test
  void seesARegistrationThatNobodyAskedFor() {
    ledgerForgets();
    assertThat(found()).contains(Kind.REGISTRATION_UNASKED);
  }

  @Test
  void seesASecondRegistrationOfTheSamePerson() {
    Registration first = registrations.getFirst();
    registrations.add(
        new Registration(
            UUID.randomUUID(),
            EDITION,
            first.email(),
            "WAITLISTED",
            "WAITLISTED",
            2,
            2,
            UUID.randomUUID(),
            0,
            0));
    assertThat(found()).contains(Kind.REGISTRATION_DOUBLED);
  }

  @Test
  void seesAnotherAnswerToTheSameKey() {
    seated.add(answer(40, 50, 201, UUID.randomUUID(), "CONFIRMED", 0));
    assertThat(found()).contains(Kind.REGISTRATION_DOUBLED);
  }

  @Test
  void seesAStatusOtherThanTold() {
    replaceRegistration(1, r -> with(r, "WAITLISTED", "CONFIRMED", 1, 1));
    assertThat(found()).contains(Kind.REGISTRATION_OTHERWISE);
  }

  @Test
  void seesAnInternalErrorAndA503WithoutATime() {
    seated.add(new Attempt(1, 2, 500, false, "oops"));
    assertThat(found()).containsExactly(Kind.ANSWER_WRONG);
    waiting.add(new Attempt(1, 2, 503, false, ""));
    assertThat(Check.all(evidence()).counts()).containsEntry(Kind.ANSWER_WRONG, 2);
  }

  @Test
  void seesAnOversoldEdition() {
    replaceRegistration(1, r -> with(r, "CONFIRMED", "WAITLISTED", 1, 1));
    assertThat(found()).contains(Kind.OVERSOLD, Kind.SEATS_DIFFER);
  }

  @Test
  void seesAFreeSeatBesideSomebodyWhoWaits() {
    replaceRegistration(0, r -> with(r, "WAITLISTED", "CONFIRMED", 0, 2));
    assertThat(found()).contains(Kind.SEAT_UNUSED);
  }

  @Test
  void seesSomebodyWhoCameLaterInFront() {
    Submission late = ledger.next(EDITION);
    UUID id = UUID.randomUUID();
    late.add(answer(40, 50, 201, id, "CONFIRMED", 0));
    submissions = List.of(seated, waiting, late);
    registrations.add(
        new Registration(
            id,
            EDITION,
            late.person().email(),
            "CONFIRMED",
            "CONFIRMED",
            0,
            0,
            UUID.randomUUID(),
            0,
            0));
    assertThat(found()).contains(Kind.OUT_OF_TURN);
  }

  @Test
  void seesAClaimThatNobodyHoldsAndANoteThatStayed() {
    seats.put(EDITION, new Seats(Map.of(seatedId, claim, UUID.randomUUID(), claim), 1, 1));
    assertThat(Check.all(evidence()).counts()).containsEntry(Kind.SEATS_DIFFER, 2);
  }

  @Test
  void seesACatalogueThatShowsOtherwise() {
    shown = new Shown("OPEN", 1, 0);
    assertThat(found()).containsExactly(Kind.CATALOGUE_DIFFERS);
  }

  @Test
  void seesALostEvent() {
    events.remove(1);
    assertThat(found()).contains(Kind.EVENT_LOST);
  }

  @Test
  void seesALostContact() {
    events.remove(2);
    assertThat(found()).contains(Kind.EVENT_LOST);
  }

  @Test
  void seesEventsInTheWrongOrderButNotRepeatedOnes() {
    events.add(events.get(0));
    assertThat(found()).isEmpty();
    LoggedEvent first = events.set(0, events.get(1));
    events.set(1, first);
    assertThat(found()).contains(Kind.EVENT_OUT_OF_ORDER);
  }

  @Test
  void seesAnEventOfNothing() {
    events.add(event(EventsCheck.REGISTRATIONS, UUID.randomUUID().toString(), 1));
    assertThat(found()).containsExactly(Kind.EVENT_UNASKED);
  }

  @Test
  void seesAProjectionThatIsBehind() {
    participations.put(seatedId.toString(), 1L);
    assertThat(found()).containsExactly(Kind.PROJECTION_BEHIND);
  }

  @Test
  void seesAParkedEvent() {
    parked = 1;
    assertThat(found()).containsExactly(Kind.PARKED);
  }

  @Test
  void seesAMailThatNeverArrived() {
    mailbox.removeFirst();
    assertThat(found()).contains(Kind.MAIL_MISSING, Kind.MAIL_DIFFERS);
  }

  @Test
  void seesAnOfficeThatWasNotTold() {
    office.removeFirst();
    assertThat(found()).containsExactly(Kind.MAIL_MISSING);
  }

  @Test
  void seesAMailThatIsStillDue() {
    StoredMail sent = mails.removeFirst();
    mails.add(
        new StoredMail(
            sent.id(), sent.template(), sent.contactId(), "RETRY", sent.messageId(), false, 0, 0));
    assertThat(found()).contains(Kind.MAIL_MISSING);
  }

  @Test
  void seesAMailThatCameTwiceUnmarked() {
    mailbox.add(mailbox.getFirst());
    assertThat(found()).containsExactly(Kind.MAIL_DOUBLED);
  }

  private Set<Kind> found() {
    return Check.all(evidence()).counts().keySet();
  }

  private Evidence evidence() {
    return new Evidence(
        submissions,
        new Editions(List.of(EDITION), Map.of(EDITION, 1)),
        registrations,
        seats,
        List.of(new Edition(EDITION, 1, 0)),
        List.of(new Follower("participations", EventsCheck.REGISTRATIONS, participations)),
        mails,
        events,
        mailbox,
        office,
        Map.of(EDITION, shown),
        parked,
        Set.of(),
        5);
  }

  private void ledgerForgets() {
    submissions = List.of(seated);
  }

  private void replaceRegistration(int index, UnaryOperator<Registration> change) {
    registrations.set(index, change.apply(registrations.get(index)));
  }

  private static Registration with(
      Registration r, String status, String outcome, long position, long number) {
    return new Registration(
        r.id(),
        r.editionId(),
        r.email(),
        status,
        outcome,
        position,
        number,
        r.claim(),
        r.events(),
        r.unsent());
  }

  private static Attempt answer(
      long from, long to, int status, UUID id, String outcome, long position) {
    return new Attempt(
        from,
        to,
        status,
        false,
        """
        {"id": "%s", "reference": "R", "editionId": "%s", "status": "%s", "position": %d}\
        """
            .formatted(id, EDITION, outcome, position));
  }

  private static LoggedEvent event(String topic, String key, long sequence) {
    return new LoggedEvent(topic, 0, 0, key, UUID.randomUUID().toString(), sequence, "type");
  }

  private void mailOf(Submission person, UUID id, String template) {
    String email = person.person().email();
    for (String one : List.of(template, "OFFICE_REGISTRATION")) {
      String mail = one + id;
      String messageId = "<" + mail + ">";
      mails.add(new StoredMail(mail, one, id.toString(), "SENT", messageId, false, 1, 0));
      events.add(event(EventsCheck.NOTIFICATIONS, mail, 1));
      boolean toOffice = one.startsWith("OFFICE");
      mailbox.add(new Received(messageId, toOffice ? "bureau@example.org" : email, 0, 0));
      if (toOffice) {
        office.add(new Notice(messageId, email));
      }
    }
  }
}
