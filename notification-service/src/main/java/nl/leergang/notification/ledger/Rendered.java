package nl.leergang.notification.ledger;

import java.util.Map;
import nl.leergang.notification.replica.Told;

/**
 * A mail as it goes out.
 *
 * @param recipient the one address
 * @param tells what its reader knows afterwards, by session
 * @param before what the reader knew before
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes are sent, never compared
public record Rendered(
    String recipient,
    String subject,
    byte[] bytes,
    Map<String, Told> tells,
    Map<String, Told> before) {}
