package nl.leergang.registration.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import nl.leergang.registration.registration.Receipt;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a registration.
 *
 * @param status HELD (a seat is reserved), CONFIRMED or WAITLISTED
 * @param position in the queue, from 1; absent with a seat
 * @param submittedAt UTC
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ReceiptView(
    String id,
    String reference,
    String editionId,
    String status,
    @Nullable Long position,
    Instant submittedAt) {

  static ReceiptView of(Receipt receipt) {
    return new ReceiptView(
        receipt.id().toString(),
        receipt.reference().value(),
        receipt.editionId(),
        receipt.outcome().name(),
        receipt.position(),
        receipt.submittedAt());
  }
}
