package nl.leergang.portal.staff.console;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One mail of the delivery ledger. */
public record Mail(
    String id,
    @Nullable String template,
    @Nullable String recipient,
    String status,
    int attempts,
    @Nullable String lastError,
    @Nullable Instant createdAt,
    @Nullable Instant sentAt,
    @Nullable String subject) {

  private static final Set<String> UNDER_WAY = Set.of("SENDING", "SUPERSEDED");

  public boolean sendable() {
    return !UNDER_WAY.contains(status);
  }
}
