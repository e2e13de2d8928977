package nl.leergang.e2e.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import nl.leergang.e2e.faults.Evidence.LoggedEvent;
import nl.leergang.e2e.faults.Evidence.Registration;
import nl.leergang.e2e.faults.Evidence.StoredMail;
import nl.leergang.e2e.faults.MailSink.Received;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was done and what was seen, as JSON for whoever wants to look again and as a few lines.
 *
 * @param evidence all of it since the product's start; none where it could not be gathered
 */
record Report(
    Scenario scenario,
    Plan plan,
    Instant begun,
    Duration taken,
    Rig rig,
    Optional<Evidence> evidence) {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  void writeTo(Path folder) throws IOException {
    Files.createDirectories(folder.toAbsolutePath());
    String name =
        "%s-%d-%s.json"
            .formatted(
                scenario.wireName(),
                plan.seed(),
                begun.toString().replaceAll("[^0-9T]", "").substring(0, 15));
    Files.writeString(folder.resolve(name), JSON.writeValueAsString(content()));
  }

  private Map<String, Object> content() {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("scenario", scenario.wireName());
    content.put("seed", plan.seed());
    content.put("rounds", plan.rounds());
    content.put("people", plan.people());
    content.put("perSecond", plan.perSecond());
    content.put("paceSeconds", plan.pace().toMillis() / 1000.0);
    content.put("holdSeconds", plan.hold().toMillis() / 1000.0);
    content.put("begun", begun.toString());
    content.put("tookSeconds", taken.toSeconds());
    content.put("folder", rig.setup().folder().toString());
    content.put("javaOptions", rig.setup().javaOptions());
    content.put("machine", machine());
    content.put("faults", rig.tally());
    content.put("measured", rig.measured());
    content.put("seenSinceStart", evidence.map(this::seen).orElse(Map.of()));
    content.put("findings", rig.findings().counts());
    content.put("examples", rig.findings().examples());
    content.put("journal", rig.journal().stream().map(one -> one.at() + " " + one.what()).toList());
    return content;
  }

  private static Map<String, Object> machine() {
    return new TreeMap<>(
        Map.of(
            "processors", Runtime.getRuntime().availableProcessors(),
            "system", System.getProperty("os.name") + " " + System.getProperty("os.version"),
            "jdk", System.getProperty("java.runtime.version")));
  }

  private Map<String, Object> seen(Evidence evidence) {
    Map<String, Object> seen = new LinkedHashMap<>();
    List<Submission> ledger = evidence.ledger();
    seen.put("people", ledger.size());
    seen.put("accepted", ledger.stream().filter(person -> person.promise().isPresent()).count());
    seen.put("millisToAccept", millisToAccept(ledger));
    seen.put("answers", rig.ledger().answers());
    seen.put(
        "registrations",
        evidence.registrations().stream()
            .collect(Collectors.groupingBy(Registration::status, Collectors.counting())));
    seen.put("events", evidence.events().size());
    seen.put(
        "eventsTwice",
        evidence.events().size()
            - evidence.events().stream().map(LoggedEvent::id).distinct().count());
    seen.put("mails", evidence.mailbox().size());
    seen.put("mailsTwice", mailsTwice(evidence));
    seen.put("mailsTwiceAllowed", evidence.duplicatesAllowed());
    seen.put(
        "mailsMarkedUncertain", evidence.mails().stream().filter(StoredMail::uncertain).count());
    return seen;
  }

  /** Of the attempts that were accepted: half of them, all but one in a hundred, the longest. */
  private static Map<String, Long> millisToAccept(List<Submission> ledger) {
    long[] sorted =
        ledger.stream()
            .flatMap(person -> person.promise().stream())
            .mapToLong(promise -> (promise.in().endedAt() - promise.in().startedAt()) / 1_000_000)
            .sorted()
            .toArray();
    return sorted.length == 0
        ? Map.of()
        : new TreeMap<>(
            Map.of(
                "p50", sorted[sorted.length / 2],
                "p99", sorted[sorted.length * 99 / 100],
                "max", sorted[sorted.length - 1]));
  }

  private static long mailsTwice(Evidence evidence) {
    return evidence.mailbox().size()
        - evidence.mailbox().stream().map(Received::messageId).distinct().count();
  }

  @Override
  public String toString() {
    return "%s, seed %d, %d s: %s%n  done %s%n  measured %s%n  seen since the start %s%n%s"
        .formatted(
            scenario.wireName(),
            plan.seed(),
            taken.toSeconds(),
            rig.findings().isEmpty() ? "nothing lost" : "NOT AS PROMISED",
            rig.tally(),
            rig.measured(),
            evidence.map(this::seen).orElse(Map.of()),
            rig.findings());
  }
}
