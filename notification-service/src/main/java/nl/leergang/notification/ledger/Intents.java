package nl.leergang.notification.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import nl.leergang.messaging.InboundEvent;
import nl.leergang.messaging.inbox.DerivedDocument;
import nl.leergang.notification.MailProperties;
import nl.leergang.notification.mail.Mailbox;
import nl.leergang.notification.replica.MailsDue;
import nl.leergang.notification.replica.Participation;
import org.bson.Document;
import org.springframework.stereotype.Component;

/**
 * New entries of the ledger. An entry's id is made of what asks for the mail, its template and an
 * opaque id of who gets it, never of an address: the same reason met again, however often, is the
 * same entry, and a corrected address is not a new one.
 */
@Component
class Intents implements MailsDue {

  static final String COLLECTION = "notifications";

  /** Due before everything that has waited for a time of its own. */
  static final Date AT_ONCE = new Date(0);

  private static final int ID_LENGTH = 40;

  private final String messageIdDomain;
  private final Clock clock;

  Intents(MailProperties properties, Clock clock) {
    this.messageIdDomain = Mailbox.parse(properties.from()).domain();
    this.clock = clock;
  }

  @Override
  public DerivedDocument status(
      InboundEvent event, String registrationId, Participation.Status status) {
    return derived(event, Template.of(status), registrationId);
  }

  @Override
  public DerivedDocument officeNotice(InboundEvent event, String registrationId) {
    return derived(event, Template.OFFICE_REGISTRATION, registrationId);
  }

  @Override
  public DerivedDocument brochure(InboundEvent event, String brochureRequestId) {
    return derived(event, Template.BROCHURE, brochureRequestId);
  }

  @Override
  public DerivedDocument brochureNotice(InboundEvent event, String brochureRequestId) {
    return derived(event, Template.OFFICE_BROCHURE, brochureRequestId);
  }

  private DerivedDocument derived(InboundEvent event, Template template, String contactId) {
    return new DerivedDocument(
        COLLECTION,
        entry(id("event", event.id(), template.name(), contactId), template, contactId)
            .append("createdAt", Date.from(event.time()))
            .append("statusSeq", event.sequence()));
  }

  /** The entry that tells one person of one session as it stands at one sequence. */
  Document entry(Move move) {
    String id =
        id(
            "move",
            move.registrationId(),
            move.sessionId(),
            Integer.toString(move.sequence()),
            move.template().name());
    Instant now = clock.instant();
    return entry(id, move.template(), move.registrationId())
        .append("createdAt", Date.from(now))
        .append("editionId", move.editionId())
        .append("sessionId", move.sessionId())
        .append("sessionSequence", move.sequence());
  }

  private Document entry(String id, Template template, String contactId) {
    return new Document("_id", id)
        .append("template", template.name())
        .append("kind", template.kind().name())
        .append("contactId", contactId)
        .append("status", Status.PENDING.name())
        .append("active", true)
        .append("nextAttemptAt", AT_ONCE)
        .append("attempts", 0)
        .append("messageId", "<" + id + "@" + messageIdDomain + ">")
        .append("outbox", List.of());
  }

  private static String id(String... parts) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(String.join("|", parts).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, ID_LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
