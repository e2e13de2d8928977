package nl.leergang.notification.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One mail as staff see it.
 *
 * @param id opaque; the resend call takes it
 * @param template kind of mail, e.g. {@code registration-confirmed}
 * @param recipient the address it went to, or would go to now; absent once the person was erased
 * @param status WAITING, PENDING, SENDING, SENT, RETRY, FAILED, UNKNOWN or SUPERSEDED
 * @param attempts conversations with the mail server about it
 * @param uncertain it may have arrived more than once, or not at all
 * @param lastError why it is not sent (yet), in the mail server's words or ours
 * @param createdAt when it became due, UTC
 * @param sentAt when the mail server accepted it, UTC
 * @param messageId the same however often it is sent
 * @param text the plain text of what went out; only where one mail is asked for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record NotificationView(
    String id,
    String template,
    @Nullable String registrationId,
    @Nullable String brochureRequestId,
    @Nullable String recipient,
    String status,
    int attempts,
    boolean uncertain,
    @Nullable String lastError,
    Instant createdAt,
    @Nullable Instant sentAt,
    String messageId,
    @Nullable String subject,
    @Nullable String text) {}
