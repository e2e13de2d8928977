package nl.leergang.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class OutboxTest {

  private final Outbox outbox =
      new Outbox(
          Clock.fixed(Instant.parse("2026-11-23T10:00:00Z"), ZoneOffset.UTC),
          (name, id, whole) -> {});

  record Payload(String text, Instant at, String absent) {}

  @Test
  void writesInstantsInUtcAndLeavesOutWhatIsAbsent() {
    OutboxEvent event =
        outbox.event("t", 1, "x", new Payload("é", Instant.parse("2027-03-28T01:30:00Z"), null));

    assertThat(new String(event.body(), StandardCharsets.UTF_8))
        .isEqualTo("{\"text\":\"é\",\"at\":\"2027-03-28T01:30:00Z\"}");
  }

  @Test
  void readsBackFromTheDocumentWhatWasStored() {
    OutboxEvent event = outbox.event("t", 7, "x", new Payload("a", Instant.EPOCH, null));
    OutboxEvent read = OutboxEvent.from(Outbox.documents(List.of(event)).getFirst());

    assertThat(read).usingRecursiveComparison().isEqualTo(event);
    OutboxEvent tombstone = outbox.tombstone("t", 8, "x");
    assertThat(OutboxEvent.from(tombstone.toDocument()).body()).isNull();
  }

  @Test
  void refusesMoreThan64KilobytesBeforeAnythingIsWritten() {
    String most = "a".repeat(64 * 1024 - 2);

    assertThat(outbox.event("t", 1, "x", most).body()).hasSize(64 * 1024);
    assertThatThrownBy(() -> outbox.event("t", 1, "x", most + "b"))
        .isInstanceOf(EventTooLargeException.class)
        .hasMessageContaining("65537");
  }
}
