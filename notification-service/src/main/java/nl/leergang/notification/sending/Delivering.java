package nl.leergang.notification.sending;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nl.leergang.notification.MailProperties;
import nl.leergang.notification.ledger.Claim;
import nl.leergang.notification.ledger.Ledger;
import nl.leergang.notification.ledger.Notification;
import nl.leergang.notification.ledger.Template;
import nl.leergang.notification.mail.Mailbox;
import nl.leergang.notification.moves.Behind;
import nl.leergang.notification.replica.Edition;
import nl.leergang.notification.replica.Participation;
import nl.leergang.notification.replica.Replicas;
import nl.leergang.notification.replica.Session;
import nl.leergang.notification.replica.Told;
import nl.leergang.notification.sending.MailMetrics.Result;
import nl.leergang.notification.sending.Preparation.Addressee;
import nl.leergang.notification.sending.Preparation.NotYet;
import nl.leergang.notification.sending.Preparation.Ready;
import nl.leergang.notification.sending.Preparation.Superseded;
import nl.leergang.notification.sending.Preparation.Undeliverable;
import nl.leergang.notification.smtp.MailServer;
import nl.leergang.notification.smtp.Reply;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Brings mails from the ledger to the mail server and notes what became of them. All but the
 * conversation itself is done for a group at once, because a majority's write costs the same for
 * one mail as for a hundred.
 *
 * <p>The order at the decisive moment is the whole point: the bytes are stored, then what they tell
 * is noted, then the schedule is read once more, then the bytes go out. A move that was written
 * before that reading is seen here and the mail is rendered afresh; one that is written after it
 * finds what was told and asks for a mail of its own, which waits for this one however long it
 * stands in the queue.
 */
@Component
class Delivering {

  private final Ledger ledger;
  private final Replicas replicas;
  private final Preparing preparing;
  private final QueueGate gate;
  private final MailMetrics metrics;
  private final MailProperties properties;
  private final String from;
  private final Clock clock;

  Delivering(
      Ledger ledger,
      Replicas replicas,
      Preparing preparing,
      QueueGate gate,
      MailMetrics metrics,
      MailProperties properties,
      Clock clock) {
    this.ledger = ledger;
    this.replicas = replicas;
    this.preparing = preparing;
    this.gate = gate;
    this.metrics = metrics;
    this.properties = properties;
    this.from = Mailbox.parse(properties.from()).address();
    this.clock = clock;
  }

  /** Makes mails that were taken ready to go; what cannot or must not go is dealt with. */
  List<Outgoing> makeReady(List<HeldLeases.Held> group) {
    Loaded loaded =
        Loaded.of(group.stream().map(HeldLeases.Held::claim).toList(), ledger, replicas);
    List<Outgoing> ready = new ArrayList<>();
    List<Ledger.Waiting> waiting = new ArrayList<>();
    for (HeldLeases.Held held : group) {
      Claim claim = held.claim();
      Notification mail = claim.mail();
      if (claim.resend() && mail.resends() >= properties.resends()) {
        leaveToStaff(claim, "sent " + mail.resends() + " times again, outcome still unknown");
        continue;
      }
      if (claim.interrupted()) {
        metrics.count(mail.template(), Result.UNKNOWN);
      }
      switch (preparing.prepare(claim, loaded)) {
        case NotYet notYet ->
            waiting.add(
                new Ledger.Waiting(claim, notYet.what(), RetrySchedule.waiting(mail.waits())));
        case Superseded superseded -> supersede(claim, superseded);
        case Undeliverable undeliverable -> fail(claim, undeliverable.why());
        case Ready one ->
            ready.add(
                new Outgoing(
                    claim, one, held.lease(), loaded.participations().get(mail.contactId())));
      }
    }
    if (!waiting.isEmpty()) {
      ledger.waitFor(waiting);
    }
    return ready.isEmpty() ? List.of() : upToDate(told(inData(ready)));
  }

  private void supersede(Claim claim, Superseded superseded) {
    // What takes its place is noted first: a crash in between leaves both, never neither.
    ledger.insertIfAbsent(superseded.instead());
    if (ledger.supersede(claim, superseded.why())) {
      metrics.count(claim.mail().template(), Result.SUPERSEDED);
    }
  }

  /** Stores the bytes; without those that another has taken meanwhile. */
  private List<Outgoing> inData(List<Outgoing> ready) {
    List<Outgoing> held = new ArrayList<>();
    for (Outgoing one : ready) {
      if (one.lease().stands()) {
        held.add(one);
      } else {
        metrics.leaseLost();
      }
    }
    Set<String> standing =
        ledger.enterData(
            held.stream().map(one -> new Ledger.Departure(one.claim(), one.mail())).toList());
    List<Outgoing> entered = new ArrayList<>();
    for (Outgoing one : held) {
      if (standing.contains(one.claim().taking())) {
        entered.add(one);
      } else {
        one.lease().lost();
        metrics.leaseLost();
      }
    }
    return entered;
  }

  /** Notes what the mails tell. */
  private List<Outgoing> told(List<Outgoing> inData) {
    List<Replicas.Telling> tellings =
        inData.stream().filter(one -> one.addressee() != null).map(Outgoing::telling).toList();
    if (!tellings.isEmpty()) {
      replicas.tell(tellings);
    }
    return inData;
  }

  /** The last look at the schedule; without those that it has overtaken. */
  private List<Outgoing> upToDate(List<Outgoing> told) {
    Set<String> ids = new LinkedHashSet<>();
    for (Outgoing one : told) {
      if (one.addressee() != null) {
        ids.add(one.addressee().editionId());
      }
    }
    Map<String, Edition> now = ids.isEmpty() ? Map.of() : replicas.editionsNow(ids);
    List<Outgoing> going = new ArrayList<>();
    for (Outgoing one : told) {
      Addressee addressee = one.addressee();
      Edition edition = addressee == null ? null : now.get(addressee.editionId());
      if (addressee == null
          || edition == null
          || !outdated(one.mail().tells(), edition, addressee.everySession())) {
        going.add(one);
      } else if (one.claim().resend()) {
        // These bytes may be in the mailbox already; what they do not say needs a mail of its own.
        noteBehind(addressee.participationId(), edition);
        going.add(one);
      } else {
        takeBack(one);
        ledger.withhold(one.claim());
      }
    }
    return going;
  }

  /**
   * Sends one mail.
   *
   * @return null where what became of it is noted already; one that was accepted is to be noted,
   *     with others, by {@link #noteSent}
   */
  Ledger.@Nullable Sent send(Outgoing mail, MailServer.Connection connection) {
    Claim claim = mail.claim();
    Reply reply =
        connection.send(from, mail.mail().recipient(), mail.mail().bytes(), mail.lease()::stands);
    switch (reply) {
      case Reply.Accepted accepted -> {
        gate.works();
        return new Ledger.Sent(claim, clock.instant());
      }
      case Reply.Refused refused -> {
        gate.works();
        refused(mail, refused.text());
      }
      case Reply.Deferred deferred -> {
        gate.works();
        later(
            mail,
            deferred.text(),
            RetrySchedule.deferred(claim.mail().attempts()),
            Attempted.BY_SERVER);
      }
      case Reply.Unreachable unreachable when unreachable.atConnect() ->
          later(mail, unreachable.text(), gate.away(unreachable.text()), Attempted.NOT_AT_ALL);
      case Reply.Unreachable unreachable ->
          later(
              mail,
              unreachable.text(),
              RetrySchedule.brokenOff(claim.mail().attempts()),
              Attempted.BY_SERVER);
      case Reply.NotLetIn notLetIn ->
          later(mail, notLetIn.text(), gate.refused(notLetIn.text()), Attempted.NOT_LET_IN);
      case Reply.OutcomeUnknown unknown -> unknown(mail, unknown.text());
      case Reply.Withheld withheld -> metrics.leaseLost();
    }
    return null;
  }

  /** Gives back a mail that was made ready and whose turn at the server does not come now. */
  void giveBack(Outgoing mail) {
    if (mail.claim().resend()) {
      ledger.release(mail.claim());
    } else {
      takeBack(mail);
      ledger.withhold(mail.claim());
    }
  }

  private static boolean outdated(Map<String, Told> tells, Edition edition, boolean everySession) {
    for (Session session : edition.sessions()) {
      Told told = tells.get(session.id());
      if (told == null ? everySession : !told.slot().equals(session.slot())) {
        return true;
      }
    }
    return false;
  }

  private void noteBehind(String participationId, Edition edition) {
    Participation participation =
        replicas.participations(List.of(participationId)).get(participationId);
    if (participation != null) {
      ledger.insertIfAbsent(Behind.of(participation, edition));
    }
  }

  /** Notes that these were accepted. */
  void noteSent(List<Outgoing> mails, List<Ledger.Sent> sent) {
    Set<String> noted = ledger.sent(sent);
    for (int i = 0; i < mails.size(); i++) {
      Outgoing mail = mails.get(i);
      if (noted.contains(mail.claim().taking())) {
        count(mail, sent.get(i).at());
      } else {
        metrics.leaseLost();
      }
    }
  }

  private void count(Outgoing mail, Instant at) {
    Notification sent = mail.claim().mail();
    metrics.count(sent.template(), Result.SENT);
    Participation participation = mail.participation();
    if (participation != null
        && sent.template().kind() == Template.Kind.STATUS
        && sent.sentAt() == null
        && !participation.promoted()) {
      metrics.postToSent(participation.submittedAt(), at);
    }
  }

  private void refused(Outgoing mail, String why) {
    takeBack(mail);
    Addressee addressee = mail.addressee();
    if (addressee != null && addressee.everySession() && mail.mail().before().isEmpty()) {
      // Later moves are told to a corrected address all the same, against what this mail said. Who
      // was told something before still has to hear what changed since.
      replicas.tell(List.of(mail.telling()));
    }
    fail(mail.claim(), why);
  }

  private void fail(Claim claim, String why) {
    count(claim, ledger.failed(claim, why), Result.FAILED);
  }

  /**
   * @param noted false where another holds the mail by now, who will note what becomes of it
   */
  private void count(Claim claim, boolean noted, Result result) {
    if (noted) {
      metrics.count(claim.mail().template(), result);
    } else {
      metrics.leaseLost();
    }
  }

  private void later(Outgoing mail, String why, Duration delay, Attempted attempted) {
    Claim claim = mail.claim();
    if (attempted != Attempted.NOT_LET_IN && tooLate(claim.mail())) {
      giveUp(mail, "given up: " + why);
      return;
    }
    takeBack(mail);
    count(claim, ledger.retry(claim, why, delay, attempted == Attempted.BY_SERVER), Result.RETRIED);
  }

  private void giveUp(Outgoing mail, String why) {
    if (mail.claim().resend()) {
      // It may have arrived the first time: not a failure, but for staff to find out.
      leaveToStaff(mail.claim(), why);
    } else {
      refused(mail, why);
    }
  }

  private void leaveToStaff(Claim claim, String why) {
    count(claim, ledger.leaveUnknown(claim, why), Result.UNKNOWN);
  }

  private boolean tooLate(Notification mail) {
    Instant first = mail.firstTriedAt();
    return first != null && clock.instant().isAfter(first.plus(properties.giveUpAfter()));
  }

  private void unknown(Outgoing mail, String why) {
    Claim claim = mail.claim();
    int resends = claim.mail().resends() + (claim.resend() ? 1 : 0);
    if (resends >= properties.resends()) {
      leaveToStaff(claim, why);
    } else {
      count(claim, ledger.unknown(claim, why, RetrySchedule.unknown(resends)), Result.UNKNOWN);
    }
  }

  /** What a mail that certainly did not go out was going to tell, nobody was told. */
  private void takeBack(Outgoing mail) {
    Addressee addressee = mail.addressee();
    if (!mail.claim().resend() && addressee != null) {
      replicas.untell(
          addressee.participationId(),
          mail.claim().taking(),
          mail.mail().tells().keySet(),
          mail.mail().before());
    }
  }

  private enum Attempted {
    BY_SERVER,
    NOT_AT_ALL,
    NOT_LET_IN
  }
}
