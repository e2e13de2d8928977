package nl.leergang.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import nl.leergang.sample.Wire;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class CloudEventsTest {

  private final InboundEvent event = Wire.event("key-1", 3, "{\"text\":\"é\"}");

  @Test
  void readsWhatItWrites() {
    InboundEvent read = CloudEvents.read(Wire.received("t", 0, event));

    assertThat(read.id()).isEqualTo(event.id());
    assertThat(read.type()).isEqualTo(event.type());
    assertThat(read.source()).isEqualTo(event.source());
    assertThat(read.subject()).isEqualTo("key-1");
    assertThat(read.sequence()).isEqualTo(3);
    assertThat(read.time()).isEqualTo(event.time());
    assertThat(read.data()).isEqualTo(event.data());
  }

  @Test
  void readsATombstone() {
    ConsumerRecord<byte[], byte[]> tombstone = Wire.received("t", 0, Wire.event("k", 1, null));

    assertThat(CloudEvents.read(tombstone).data()).isNull();
    assertThat(tombstone.headers().lastHeader("content-type")).isNull();
  }

  @Test
  void refusesWhatHasNoPlaceInAnOrder() {
    for (String name :
        new String[] {"ce_id", "ce_type", "ce_source", "ce_sequence", "ce_specversion"}) {
      refuses(name, headers -> headers.remove(name));
    }
    for (String number :
        new String[] {"0", "-1", "+1", "1.0", " 1", "x", "", "1234567890123456789"}) {
      refuses("ce_sequence", headers -> replace(headers, "ce_sequence", number));
    }
    refuses("ce_specversion", headers -> replace(headers, "ce_specversion", "0.3"));
    refuses("ce_subject", headers -> replace(headers, "ce_subject", "another"));
    refuses("ce_time", headers -> replace(headers, "ce_time", "yesterday"));
    refuses(
        "structured", headers -> replace(headers, "content-type", "application/cloudevents+json"));
    refuses("content-type", headers -> replace(headers, "content-type", "text/plain"));
    refuses(
        "ce_type is not UTF-8",
        headers -> headers.remove("ce_type").add("ce_type", new byte[] {(byte) 0xff}));
  }

  private void refuses(String reason, Consumer<Headers> damage) {
    ConsumerRecord<byte[], byte[]> message = Wire.received("t", 0, event);
    damage.accept(message.headers());
    assertThatThrownBy(() -> CloudEvents.read(message))
        .isInstanceOf(MalformedEventException.class)
        .hasMessageContaining(reason);
  }

  private static void replace(Headers headers, String name, String value) {
    headers.remove(name).add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  record Known(String text) {}

  @Test
  void ignoresFieldsThatTheReaderDoesNotKnow() {
    assertThat(Wire.event("k", 1, "{\"text\":\"a\",\"new\":{\"b\":1}}").as(Known.class).text())
        .isEqualTo("a");
  }

  @Test
  void callsDataOfAnotherShapeMalformedWithoutQuotingIt() {
    for (String data :
        new String[] {"{\"text\":", "[]", "\"geheim\"", "null", "{} {}", "{\"text\":{}}"}) {
      assertThatThrownBy(() -> Wire.event("k", 1, data).as(Known.class))
          .as(data)
          .isInstanceOf(MalformedEventException.class)
          .hasMessageNotContaining("geheim");
    }
  }
}
