package nl.leergang.messaging;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * CloudEvents 1.0 in Kafka's binary content mode: attributes as {@code ce_} headers, data as the
 * value. The reader is strict about the envelope, as the envelope decides order and identity.
 */
public final class CloudEvents {

  private static final String JSON = "application/json";

  private CloudEvents() {}

  /** The record to send; without data it is a tombstone. */
  public static ProducerRecord<byte[], byte[]> write(String topic, InboundEvent event) {
    ProducerRecord<byte[], byte[]> message =
        new ProducerRecord<>(topic, utf8(event.subject()), event.data());
    Headers headers = message.headers();
    headers.add("ce_specversion", utf8("1.0"));
    headers.add("ce_id", utf8(event.id()));
    headers.add("ce_type", utf8(event.type()));
    headers.add("ce_source", utf8(event.source()));
    headers.add("ce_subject", utf8(event.subject()));
    headers.add("ce_sequence", utf8(Long.toString(event.sequence())));
    headers.add("ce_time", utf8(event.time().toString()));
    if (event.data() != null) {
      headers.add("content-type", utf8(JSON));
    }
    return message;
  }

  /**
   * @throws MalformedEventException when the record is no CloudEvent that can be placed in an order
   */
  public static InboundEvent read(ConsumerRecord<byte[], byte[]> message) {
    Headers headers = message.headers();
    String contentType = optional(headers, "content-type");
    if (contentType != null && contentType.startsWith("application/cloudevents")) {
      throw new MalformedEventException("structured mode is not accepted");
    }
    if (message.value() != null && (contentType == null || !contentType.startsWith(JSON))) {
      throw new MalformedEventException("content-type is not " + JSON);
    }
    if (!"1.0".equals(required(headers, "ce_specversion"))) {
      throw new MalformedEventException("ce_specversion is not 1.0");
    }
    if (message.key() == null) {
      throw new MalformedEventException("the record has no key");
    }
    String key = text(message.key(), "key");
    String subject = optional(headers, "ce_subject");
    if (subject != null && !subject.equals(key)) {
      throw new MalformedEventException("ce_subject differs from the record's key");
    }
    return new InboundEvent(
        required(headers, "ce_id"),
        required(headers, "ce_type"),
        uri(required(headers, "ce_source")),
        key,
        sequence(required(headers, "ce_sequence")),
        time(headers, message),
        message.value());
  }

  /** The number, or null where it can't be read; so that even a broken event keeps its place. */
  public static @Nullable Long sequenceOf(ConsumerRecord<byte[], byte[]> message) {
    try {
      return sequence(required(message.headers(), "ce_sequence"));
    } catch (MalformedEventException e) {
      return null;
    }
  }

  public static @Nullable String typeOf(ConsumerRecord<byte[], byte[]> message) {
    try {
      return optional(message.headers(), "ce_type");
    } catch (MalformedEventException e) {
      return null;
    }
  }

  public static @Nullable String keyOf(ConsumerRecord<byte[], byte[]> message) {
    try {
      return message.key() == null ? null : text(message.key(), "key");
    } catch (MalformedEventException e) {
      return null;
    }
  }

  private static long sequence(String digits) {
    // Eighteen digits always fit a long; a sign is no digit.
    if (digits.length() > 18 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new MalformedEventException("ce_sequence is not a number");
    }
    long sequence = Long.parseLong(digits);
    if (sequence < 1) {
      throw new MalformedEventException("ce_sequence is below 1");
    }
    return sequence;
  }

  private static Instant time(Headers headers, ConsumerRecord<?, ?> message) {
    String time = optional(headers, "ce_time");
    if (time == null) {
      return Instant.ofEpochMilli(message.timestamp());
    }
    try {
      return OffsetDateTime.parse(time).toInstant();
    } catch (DateTimeException e) {
      throw new MalformedEventException("ce_time is not RFC 3339", e);
    }
  }

  private static String uri(String text) {
    try {
      return new URI(text).toString();
    } catch (URISyntaxException e) {
      throw new MalformedEventException("ce_source is not a URI", e);
    }
  }

  private static String required(Headers headers, String name) {
    String value = optional(headers, name);
    if (value == null || value.isEmpty()) {
      throw new MalformedEventException(name + " is missing");
    }
    return value;
  }

  private static @Nullable String optional(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null ? null : text(header.value(), name);
  }

  private static String text(byte[] bytes, String what) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedEventException(what + " is not UTF-8", e);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
