package nl.leergang.localrun.mail;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * What the list shows of one message.
 *
 * @param id also the name of its file, without extension; later messages have greater ids
 * @param from the From header, or the envelope's sender where there is none
 * @param to the envelope's recipients
 * @param subject decoded; empty where there is none
 * @param messageId with its angle brackets; empty where there is none
 */
record CaughtMessage(
    String id,
    String from,
    List<String> to,
    String subject,
    Instant receivedAt,
    String messageId,
    long size) {

  CaughtMessage {
    to = List.copyOf(to);
  }

  boolean matches(String recipient, String inSubject) {
    return (recipient.isEmpty() || to.stream().anyMatch(address -> contains(address, recipient)))
        && contains(subject, inSubject);
  }

  private static boolean contains(String text, String part) {
    return text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
  }
}
