package nl.leergang.notification.web;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import nl.leergang.http.Bilingual;
import nl.leergang.http.FieldError;
import nl.leergang.http.PageOf;
import nl.leergang.http.PageRequest;
import nl.leergang.http.ProblemException;
import nl.leergang.http.StaffOnly;
import nl.leergang.notification.ledger.Notification;
import nl.leergang.notification.ledger.Notifications;
import nl.leergang.notification.ledger.Status;
import nl.leergang.notification.ledger.Template;
import nl.leergang.notification.mail.StoredMail;
import nl.leergang.notification.replica.Contact;
import nl.leergang.notification.replica.ReplicaChanges;
import nl.leergang.notification.replica.Replicas;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@StaffOnly
@RequestMapping("/v1/notifications")
class NotificationsController {

  private final Notifications notifications;
  private final Replicas replicas;
  private final ReplicaChanges changes;

  NotificationsController(Notifications notifications, Replicas replicas, ReplicaChanges changes) {
    this.notifications = notifications;
    this.replicas = replicas;
    this.changes = changes;
  }

  /**
   * Newest first.
   *
   * @param status may be given several times
   */
  @GetMapping
  PageOf<NotificationView> list(
      @RequestParam(required = false) @Nullable String registrationId,
      @RequestParam(required = false) @Nullable String brochureRequestId,
      @RequestParam(required = false) @Nullable List<String> status,
      @RequestParam(required = false) @Nullable Integer page,
      @RequestParam(required = false) @Nullable Integer pageSize) {
    PageRequest request = PageRequest.of(page, pageSize);
    List<Status> statuses = statuses(status);
    String contactId = registrationId != null ? registrationId : brochureRequestId;
    List<Notification> found =
        notifications.find(contactId, statuses, request.skip(), request.pageSize());
    Map<String, Contact> contacts =
        replicas.contacts(found.stream().map(Notification::contactId).collect(Collectors.toSet()));
    return PageOf.of(
        found.stream().map(mail -> view(mail, contacts.get(mail.contactId()), null)).toList(),
        request,
        notifications.count(contactId, statuses));
  }

  private static List<Status> statuses(@Nullable Collection<String> names) {
    List<Status> statuses = new ArrayList<>();
    if (names != null) {
      for (String name : names) {
        try {
          statuses.add(Status.valueOf(name.toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException e) {
          throw new ProblemException(
              HttpStatus.BAD_REQUEST,
              "invalid-request",
              List.of(
                  new FieldError(
                      "status",
                      "unknown",
                      Bilingual.of("Deze status bestaat niet.", "There is no such status.")
                          .forReader())));
        }
      }
    }
    return statuses;
  }

  @GetMapping("/{id}")
  NotificationView one(@PathVariable String id) {
    Notification mail = found(id);
    Contact contact = replicas.contacts(List.of(mail.contactId())).get(mail.contactId());
    return view(mail, contact, mail.bytes() == null ? null : StoredMail.text(mail.bytes()));
  }

  @PostMapping("/{id}/resend")
  @ResponseStatus(HttpStatus.ACCEPTED)
  NotificationView resend(@PathVariable String id) {
    Notification mail = found(id);
    Contact contact = replicas.contacts(List.of(mail.contactId())).get(mail.contactId());
    if (contact != null && contact.erased()) {
      throw conflict(
          "person-erased",
          Bilingual.of(
              "De gegevens van deze persoon zijn gewist.", "This person's data has been erased."));
    }
    if (mail.template().kind() == Template.Kind.STATUS && statusChangedSince(mail)) {
      throw superseded();
    }
    if (!notifications.sendAgain(id)) {
      if (mail.status() == Status.SUPERSEDED) {
        throw superseded();
      }
      throw conflict(
          "being-sent",
          Bilingual.of(
              "Dit bericht wordt op dit moment verstuurd.", "This mail is being sent right now."));
    }
    changes.mailsMayBeDue();
    return view(found(id), contact, null);
  }

  private boolean statusChangedSince(Notification mail) {
    var participation = replicas.participations(List.of(mail.contactId())).get(mail.contactId());
    return participation != null && participation.statusSeq() > mail.statusSeq();
  }

  private static ProblemException superseded() {
    return conflict(
        "superseded",
        Bilingual.of(
            "Een nieuwer bericht heeft dit bericht vervangen.",
            "A newer mail has taken this one's place."));
  }

  private static ProblemException conflict(String code, Bilingual detail) {
    return new ProblemException(HttpStatus.CONFLICT, code, detail.forReader(), List.of());
  }

  private Notification found(String id) {
    return notifications
        .find(id)
        .orElseThrow(() ->
            new ProblemException(
                HttpStatus.NOT_FOUND,
                "not-found",
                Bilingual.of("Dit bericht bestaat niet.", "There is no such mail.").forReader(),
                List.of()));
  }

  private static NotificationView view(
      Notification mail, @Nullable Contact contact, @Nullable String text) {
    boolean toOffice = mail.template().kind() == Template.Kind.OFFICE;
    String recipient = mail.recipient();
    if (recipient == null && !toOffice && contact != null && !contact.erased()) {
      recipient = contact.email();
    }
    return new NotificationView(
        mail.id(),
        mail.template().wireName(),
        mail.onBrochure() ? null : mail.contactId(),
        mail.onBrochure() ? mail.contactId() : null,
        recipient,
        mail.status().name(),
        mail.attempts(),
        mail.uncertain(),
        mail.lastError(),
        mail.createdAt(),
        mail.sentAt(),
        mail.messageId(),
        mail.subject(),
        text);
  }
}
