package nl.leergang.portal.staff.console;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One mail of the delivery ledger.
 *
 * @param registrationId null where somebody asked for a brochure
 * @param uncertain it may have arrived more than once, or not at all
 */
public record Mail(
    String id,
    String template,
    @Nullable String registrationId,
    @Nullable String recipient,
    String status,
    int attempts,
    boolean uncertain,
    @Nullable String lastError,
    @Nullable Instant createdAt,
    @Nullable Instant sentAt,
    @Nullable String subject) {

  private static final Set<String> UNDER_WAY = Set.of("SENDING", "SUPERSEDED");

  public boolean sendable() {
    return !UNDER_WAY.contains(status);
  }
}
