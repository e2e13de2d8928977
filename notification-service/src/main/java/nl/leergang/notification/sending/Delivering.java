package nl.leergang.notification.sending;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.leergang.notification.MailProperties;
import nl.leergang.notification.ledger.Claim;
import nl.leergang.notification.ledger.Ledger;
import nl.leergang.notification.ledger.Notification;
import nl.leergang.notification.ledger.Rendered;
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
import org.springframework.stereotype.Component;

/**
 * Brings one mail from the ledger to the mail server and notes what became of it.
 *
 * <p>The order at the decisive moment is the whole point: the bytes are stored, then what they tell
 * is noted, then the schedule is read once more, then the bytes go out. A move that was written
 * before that reading is seen here and the mail is rendered afresh; one that is written after it
 * finds what was told and asks for a mail of its own.
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

  void deliver(Claim claim, Loaded loaded, Lease lease, MailServer.Connection connection) {
    Notification mail = claim.mail();
    if (claim.interrupted()) {
      metrics.count(mail.template(), Result.UNKNOWN);
    }
    if (claim.resend() && mail.resends() >= properties.resends()) {
      ledger.leaveUnknown(claim, "sent " + mail.resends() + " times again, outcome still unknown");
      return;
    }
    switch (preparing.prepare(claim, loaded)) {
      case NotYet notYet ->
          ledger.waitFor(claim, notYet.what(), RetrySchedule.waiting(mail.waits()));
      case Superseded superseded -> {
        // What takes its place is noted first: a crash in between leaves both, never neither.
        ledger.insertIfAbsent(superseded.instead());
        if (ledger.supersede(claim, superseded.why())) {
          metrics.count(mail.template(), Result.SUPERSEDED);
        }
      }
      case Undeliverable undeliverable -> fail(claim, undeliverable.why());
      case Ready ready -> send(new Attempt(claim, ready, lease), connection, loaded);
    }
  }

  private void send(Attempt attempt, MailServer.Connection connection, Loaded loaded) {
    Rendered mail = attempt.ready.mail();
    Reply reply = connection.send(from, mail.recipient(), mail.bytes(), () -> letBytesOut(attempt));
    Claim claim = attempt.claim;
    switch (reply) {
      case Reply.Accepted accepted -> {
        gate.works();
        accepted(claim, loaded);
      }
      case Reply.Refused refused -> {
        gate.works();
        refused(attempt, refused.text());
      }
      case Reply.Deferred deferred -> {
        gate.works();
        later(
            attempt,
            deferred.text(),
            RetrySchedule.deferred(claim.mail().attempts()),
            Attempted.BY_SERVER);
      }
      case Reply.Unreachable unreachable when unreachable.atConnect() ->
          later(attempt, unreachable.text(), gate.away(unreachable.text()), Attempted.NOT_AT_ALL);
      case Reply.Unreachable unreachable ->
          later(
              attempt,
              unreachable.text(),
              RetrySchedule.brokenOff(claim.mail().attempts()),
              Attempted.BY_SERVER);
      case Reply.NotLetIn notLetIn ->
          later(attempt, notLetIn.text(), gate.refused(notLetIn.text()), Attempted.NOT_LET_IN);
      case Reply.OutcomeUnknown unknown -> unknown(attempt, unknown.text());
      case Reply.Withheld withheld -> withheld(attempt);
    }
  }

  /** The last decision before the bytes go out; false holds them back. */
  private boolean letBytesOut(Attempt attempt) {
    Claim claim = attempt.claim;
    long askedAt = System.nanoTime();
    boolean ours =
        attempt.lease.stands()
            && (claim.resend()
                ? ledger.enterDataAgain(claim, properties.lease())
                : ledger.enterData(claim, attempt.ready.mail(), properties.lease()));
    if (!ours) {
      attempt.lease.lost();
      return false;
    }
    attempt.lease.renewed(askedAt);
    attempt.inData = true;
    Addressee addressee = attempt.ready.participation();
    if (addressee != null) {
      Map<String, Told> tells = attempt.ready.mail().tells();
      replicas.tell(addressee.participationId(), claim.taking(), tells, claim.mail().messageId());
      Optional<Edition> now = replicas.edition(addressee.editionId());
      if (now.isPresent() && outdated(tells, now.get(), addressee.everySession())) {
        if (!claim.resend()) {
          attempt.outdated = true;
          return false;
        }
        // These bytes may be in the mailbox already; what they do not say needs a mail of its own.
        noteBehind(addressee.participationId(), now.get());
      }
    }
    return attempt.lease.stands();
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

  private void accepted(Claim claim, Loaded loaded) {
    Instant now = clock.instant();
    if (!ledger.sent(claim, now)) {
      metrics.leaseLost();
      return;
    }
    metrics.count(claim.mail().template(), Result.SENT);
    Participation participation = loaded.participations().get(claim.mail().contactId());
    if (participation != null
        && claim.mail().template().kind() == Template.Kind.STATUS
        && claim.mail().sentAt() == null
        && !participation.promoted()) {
      metrics.postToSent(participation.submittedAt(), now);
    }
  }

  private void refused(Attempt attempt, String why) {
    takeBack(attempt);
    Claim claim = attempt.claim;
    Rendered mail = attempt.ready.mail();
    Addressee addressee = attempt.ready.participation();
    if (addressee != null && addressee.everySession() && mail.before().isEmpty()) {
      // Later moves are told to a corrected address all the same, against what this mail said. Who
      // was told something before still has to hear what changed since.
      replicas.tell(
          addressee.participationId(), claim.taking(), mail.tells(), claim.mail().messageId());
    }
    fail(claim, why);
  }

  private void fail(Claim claim, String why) {
    if (ledger.failed(claim, why)) {
      metrics.count(claim.mail().template(), Result.FAILED);
    } else {
      metrics.leaseLost();
    }
  }

  private void later(Attempt attempt, String why, Duration delay, Attempted attempted) {
    Claim claim = attempt.claim;
    if (claim.resend()) {
      ledger.unknown(claim, why, longer(delay, RetrySchedule.unknown(claim.mail().resends())));
      return;
    }
    if (attempted != Attempted.NOT_LET_IN && tooLate(claim.mail())) {
      refused(attempt, "given up: " + why);
      return;
    }
    takeBack(attempt);
    if (ledger.retry(claim, why, delay, attempted == Attempted.BY_SERVER)) {
      metrics.count(claim.mail().template(), Result.RETRIED);
    } else {
      metrics.leaseLost();
    }
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private boolean tooLate(Notification mail) {
    Instant first = mail.firstTriedAt();
    return first != null && clock.instant().isAfter(first.plus(properties.giveUpAfter()));
  }

  private void unknown(Attempt attempt, String why) {
    Claim claim = attempt.claim;
    int resends = claim.mail().resends() + (claim.resend() ? 1 : 0);
    boolean noted =
        resends >= properties.resends()
            ? ledger.leaveUnknown(claim, why)
            : ledger.unknown(claim, why, RetrySchedule.unknown(resends));
    if (noted) {
      metrics.count(claim.mail().template(), Result.UNKNOWN);
    } else {
      metrics.leaseLost();
    }
  }

  private void withheld(Attempt attempt) {
    if (attempt.outdated) {
      takeBack(attempt);
      ledger.withhold(attempt.claim);
    } else {
      metrics.leaseLost();
    }
  }

  /** What a mail that certainly did not go out was going to tell, nobody was told. */
  private void takeBack(Attempt attempt) {
    Addressee addressee = attempt.ready.participation();
    if (attempt.inData && !attempt.claim.resend() && addressee != null) {
      Rendered mail = attempt.ready.mail();
      replicas.untell(
          addressee.participationId(),
          attempt.claim.taking(),
          mail.tells().keySet(),
          mail.before());
    }
  }

  private enum Attempted {
    BY_SERVER,
    NOT_AT_ALL,
    NOT_LET_IN
  }

  private static final class Attempt {
    private final Claim claim;
    private final Ready ready;
    private final Lease lease;
    private boolean inData;
    private boolean outdated;

    Attempt(Claim claim, Ready ready, Lease lease) {
      this.claim = claim;
      this.ready = ready;
      this.lease = lease;
    }
  }
}
