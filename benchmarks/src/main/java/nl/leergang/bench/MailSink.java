package nl.leergang.bench;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import tools.jackson.databind.JsonNode;

/** What has arrived at the mail catcher. */
final class MailSink {

  // The generators write the moment of the post into the address.
  private static final Pattern POSTED = Pattern.compile("p(\\d{13})\\.[^@]*@bench\\.example\\.org");

  private final Http inbox;

  MailSink(URI inbox) {
    this.inbox = new Http(inbox);
  }

  /**
   * What has arrived since then. Nothing is deleted for it, so that no round pays for the one
   * before.
   *
   * @param started in milliseconds since 1970
   */
  Caught since(long started) throws IOException, InterruptedException {
    LongStream.Builder received = LongStream.builder();
    LongStream.Builder waits = LongStream.builder();
    inbox.forEachItem(
        "/api/messages",
        message -> {
          long at = received(message);
          if (at >= started) {
            received.add(at);
            // Whoever came before, while all was still warming up, does not count.
            posted(message).filter(from -> from >= started).ifPresent(from -> waits.add(at - from));
          }
        });
    return new Caught(received.build().sorted().toArray(), waits.build().sorted().toArray());
  }

  /** When the participant whose mail this is came. */
  private static Optional<Long> posted(JsonNode message) {
    Matcher address = POSTED.matcher(message.path("to").path(0).asString());
    return address.matches() ? Optional.of(Long.valueOf(address.group(1))) : Optional.empty();
  }

  private static long received(JsonNode message) {
    return Instant.parse(message.path("receivedAt").asString()).toEpochMilli();
  }

  /**
   * @param received when each message arrived, in milliseconds since 1970, sorted
   * @param waits from the post to the arrival of each participant's mail, in milliseconds, sorted
   */
  record Caught(long[] received, long[] waits) {

    Caught {
      received = received.clone();
      waits = waits.clone();
    }

    /**
     * @param started of the run, in milliseconds since 1970
     */
    Map<String, Double> figures(long started) {
      Map<String, Double> figures = new LinkedHashMap<>();
      figures.put("mails", (double) received.length);
      if (received.length > 0) {
        long last = received[received.length - 1];
        figures.put("lastMailAfterSeconds", (last - started) / 1e3);
        figures.put("mailsPerSecond", received.length * 1000.0 / Math.max(1, last - received[0]));
      }
      if (waits.length > 0) {
        figures.put("postToMailP50Millis", (double) waits[waits.length / 2]);
        figures.put(
            "postToMailP99Millis",
            (double) waits[(int) Math.min(waits.length - 1, waits.length * 99L / 100)]);
        figures.put("postToMailMaxMillis", (double) waits[waits.length - 1]);
      }
      return figures;
    }
  }
}
