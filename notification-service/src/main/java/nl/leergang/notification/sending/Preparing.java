package nl.leergang.notification.sending;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import nl.leergang.notification.ledger.Claim;
import nl.leergang.notification.ledger.Ledger;
import nl.leergang.notification.ledger.Move;
import nl.leergang.notification.ledger.Notification;
import nl.leergang.notification.ledger.Rendered;
import nl.leergang.notification.ledger.Template;
import nl.leergang.notification.ledger.UnderWay;
import nl.leergang.notification.mail.Letter;
import nl.leergang.notification.mail.LetterWriter;
import nl.leergang.notification.mail.Letters;
import nl.leergang.notification.mail.UnusableAddressException;
import nl.leergang.notification.moves.Behind;
import nl.leergang.notification.replica.BrochureRequest;
import nl.leergang.notification.replica.Contact;
import nl.leergang.notification.replica.Edition;
import nl.leergang.notification.replica.Participation;
import nl.leergang.notification.replica.Programme;
import nl.leergang.notification.replica.Replicas;
import nl.leergang.notification.replica.Session;
import nl.leergang.notification.replica.Told;
import nl.leergang.notification.sending.Preparation.Addressee;
import nl.leergang.notification.sending.Preparation.NotYet;
import nl.leergang.notification.sending.Preparation.Ready;
import nl.leergang.notification.sending.Preparation.Superseded;
import nl.leergang.notification.sending.Preparation.Undeliverable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Decides whether a mail that is due can and should still go, and renders it as of now. */
@Component
class Preparing {

  private static final Logger log = LoggerFactory.getLogger(Preparing.class);
  private static final Superseded ERASED = new Superseded("the person was erased", List.of());
  private static final Superseded STATUS_CHANGED =
      new Superseded("the status has changed since", List.of());

  private final Replicas replicas;
  private final Ledger ledger;
  private final Letters letters;
  private final LetterWriter writer;
  private final Clock clock;

  Preparing(Replicas replicas, Ledger ledger, Letters letters, LetterWriter writer, Clock clock) {
    this.replicas = replicas;
    this.ledger = ledger;
    this.letters = letters;
    this.writer = writer;
    this.clock = clock;
  }

  Preparation prepare(Claim claim, Loaded loaded) {
    Notification mail = claim.mail();
    Contact contact = loaded.contacts().get(mail.contactId());
    if (contact != null && contact.erased()) {
      return ERASED;
    }
    if (claim.resend()) {
      return stored(mail, loaded.participations().get(mail.contactId()));
    }
    if (contact == null) {
      return new NotYet("the contact has not arrived");
    }
    return mail.onBrochure() ? brochure(mail, contact) : registration(claim, contact, loaded);
  }

  /** The bytes as they went out before: perhaps they arrived, so they must not change. */
  private static Preparation stored(Notification mail, @Nullable Participation participation) {
    if (mail.bytes() == null || mail.recipient() == null || mail.subject() == null) {
      return ERASED;
    }
    if (participation != null
        && mail.template().kind() == Template.Kind.STATUS
        && participation.statusSeq() > mail.statusSeq()
        && !mail.again()) {
      // The last thing the person reads must not be an old status.
      return STATUS_CHANGED;
    }
    return new Ready(
        new Rendered(mail.recipient(), mail.subject(), mail.bytes(), mail.tells(), mail.before()),
        addressee(mail, participation));
  }

  private Preparation brochure(Notification mail, Contact contact) {
    Optional<BrochureRequest> request = replicas.brochureRequest(mail.contactId());
    if (request.isEmpty()) {
      return new NotYet("the request has not arrived");
    }
    Optional<Programme> programme = replicas.programme(request.get().programmeId());
    if (programme.isEmpty()) {
      return new NotYet("the programme has not arrived");
    }
    if (mail.template() == Template.BROCHURE) {
      Instant now = clock.instant();
      List<Edition> editions =
          replicas.editionsOf(request.get().programmeId()).stream()
              .filter(edition -> edition.takesRegistrationsAt(now))
              .toList();
      return toOthers(mail, () -> letters.brochure(contact, programme.get(), editions));
    }
    return toOthers(mail, () -> letters.brochureNotice(contact, request.get(), programme.get()));
  }

  private Preparation registration(Claim claim, Contact contact, Loaded loaded) {
    Notification mail = claim.mail();
    Participation participation = loaded.participations().get(mail.contactId());
    if (participation == null) {
      return new NotYet("the registration has not arrived");
    }
    Edition edition = loaded.editions().get(participation.editionId());
    if (edition == null) {
      return new NotYet("the edition has not arrived");
    }
    return switch (mail.template().kind()) {
      case STATUS -> status(mail, contact, participation, edition, loaded.underWay());
      case MOVE -> move(claim, contact, participation, edition, loaded.underWay());
      case OFFICE ->
          toOthers(mail, () -> letters.registrationNotice(contact, participation, edition));
      case BROCHURE -> throw new IllegalStateException("a brochure is not on a registration");
    };
  }

  private Preparation status(
      Notification mail,
      Contact contact,
      Participation participation,
      Edition edition,
      UnderWay underWay) {
    if (participation.statusSeq() < mail.statusSeq()) {
      return new NotYet("the status has not arrived");
    }
    if (participation.statusSeq() > mail.statusSeq()) {
      return STATUS_CHANGED;
    }
    // One that is taken after this look finds the status changed.
    if (underWay.otherStatusMailBeingSent(mail)) {
      return new NotYet("an earlier mail on the registration goes first");
    }
    Map<String, Told> tells = new TreeMap<>();
    edition.sessions().forEach(session -> tells.put(session.id(), Told.of(session, mail.id())));
    return written(
        mail,
        () -> inThread(letters.status(contact, participation, edition), mail, participation),
        tells,
        participation.told(),
        participation);
  }

  private Preparation move(
      Claim claim,
      Contact contact,
      Participation participation,
      Edition edition,
      UnderWay underWay) {
    Notification mail = claim.mail();
    Session session =
        mail.sessionId() == null ? null : edition.session(mail.sessionId()).orElse(null);
    if (session == null || session.sequence() < mail.sessionSequence()) {
      return new NotYet("the schedule has not arrived");
    }
    if (underWay.statusMail(participation.id())) {
      return new NotYet("the mail on the registration goes first");
    }
    Told told = participation.told().get(session.id());
    if (!mail.again()) {
      Template due = Behind.due(told, session);
      if (due == null) {
        return new Superseded("the person knows already", List.of());
      }
      if (session.sequence() > mail.sessionSequence() || due != mail.template()) {
        return new Superseded(
            "the session has moved since",
            List.of(
                new Move(participation.id(), edition.id(), session.id(), session.sequence(), due)));
      }
    }
    if (underWay.otherMove(mail) && ledger.otherMoveUnderWay(claim)) {
      return new NotYet("an earlier move of the session goes first");
    }
    @Nullable Told old =
        mail.again() && mail.before().containsKey(session.id())
            ? mail.before().get(session.id())
            : told;
    Map<String, Told> before = old == null ? Map.of() : Map.of(session.id(), old);
    return written(
        mail,
        () ->
            inThread(
                letters.move(contact, participation, edition, session, old), mail, participation),
        Map.of(session.id(), Told.of(session, mail.id())),
        before,
        participation);
  }

  private static Letter inThread(Letter letter, Notification mail, Participation participation) {
    String first = participation.firstMessageId();
    return first == null || first.equals(mail.messageId()) ? letter : letter.inReplyTo(first);
  }

  /** Mail that tells the participant nothing of the schedule. */
  private Preparation toOthers(Notification mail, Supplier<Letter> composed) {
    return written(mail, composed, Map.of(), Map.of(), null);
  }

  private Preparation written(
      Notification mail,
      Supplier<Letter> composed,
      Map<String, Told> tells,
      Map<String, Told> before,
      @Nullable Participation participation) {
    try {
      Letter letter = composed.get();
      byte[] bytes = writer.write(letter, mail.messageId());
      return new Ready(
          new Rendered(letter.to().address(), letter.subject(), bytes, tells, before),
          addressee(mail, participation));
    } catch (UnusableAddressException e) {
      return new Undeliverable(e.reason());
    } catch (RuntimeException e) {
      // A defect of ours, which trying again does not mend: staff see it and send it afterwards.
      log.error("mail {} cannot be written", mail.id(), e);
      return new Undeliverable("this mail could not be written: " + e);
    }
  }

  private static @Nullable Addressee addressee(
      Notification mail, @Nullable Participation participation) {
    if (participation == null) {
      return null;
    }
    return switch (mail.template().kind()) {
      case STATUS -> new Addressee(participation.id(), participation.editionId(), true);
      case MOVE -> new Addressee(participation.id(), participation.editionId(), false);
      case OFFICE, BROCHURE -> null;
    };
  }
}
