package nl.leergang.e2e.faults.hostile;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Looks at a message as it went over the wire: nobody but the product wrote its headers. */
final class MailCheck {

  /** Everything that a mail of the product may say above its text. */
  private static final Set<String> OURS =
      Set.of(
          "return-path",
          "received",
          "date",
          "from",
          "reply-to",
          "to",
          "message-id",
          "subject",
          "mime-version",
          "content-type",
          "content-transfer-encoding",
          "content-language",
          "in-reply-to",
          "references",
          "auto-submitted",
          "x-auto-response-suppress",
          "sender",
          "precedence",
          "list-unsubscribe",
          "organization");

  private MailCheck() {}

  /**
   * @param envelope whom the server was told to give it to
   */
  static void look(byte[] source, List<String> envelope, Weaknesses found) {
    String text = new String(source, StandardCharsets.UTF_8);
    int end = text.indexOf("\r\n\r\n");
    String head = end < 0 ? text : text.substring(0, end);
    List<String> headers = new ArrayList<>();
    for (String line : head.split("\r\n")) {
      if (line.startsWith(" ") || line.startsWith("\t")) {
        headers.set(headers.size() - 1, headers.getLast() + line);
      } else {
        headers.add(line);
      }
    }
    String about = headers.stream().filter(h -> h.startsWith("Subject")).findFirst().orElse("");
    found.unless(
        envelope.size() == 1, Weakness.MAIL_HEADER, "recipients " + envelope + ", " + about);
    found.unless(
        !head.replace("\r\n", "").matches("(?s).*[\r\n\0\u0085\u2028\u2029].*"),
        Weakness.MAIL_HEADER,
        "a line break within a header, " + about);
    int to = 0;
    for (String header : headers) {
      String name = header.substring(0, Math.max(0, header.indexOf(':'))).toLowerCase(Locale.ROOT);
      found.unless(OURS.contains(name), Weakness.MAIL_HEADER, "header " + header);
      if (name.equals("to")) {
        to++;
        found.unless(addresses(header).equals(envelope), Weakness.MAIL_HEADER, header + envelope);
      }
    }
    found.unless(to == 1, Weakness.MAIL_HEADER, to + " headers To, " + about);
  }

  /** As RFC 5322 has it: within quotation marks a name may hold whatever looks like an address. */
  private static List<String> addresses(String header) {
    try {
      return Stream.of(InternetAddress.parseHeader(header.substring(3), true))
          .map(InternetAddress::getAddress)
          .toList();
    } catch (AddressException e) {
      return List.of();
    }
  }
}
