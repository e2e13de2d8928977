package nl.leergang.localrun;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** The commands behind {@code ./leergang}, which builds what is needed and then runs this class. */
public final class Leergang {

  private static final int NOT_RUNNING = 3;
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(90);
  private static final int TAIL = 100;

  private final Settings settings;
  private final DataFolder data;
  private final PrintStream out;
  private final Screen screen;

  Leergang(Settings settings, PrintStream out) {
    this.settings = settings;
    this.data = new DataFolder(settings.dataFolder());
    this.out = out;
    this.screen = new Screen(out);
  }

  /** Exit status 0: done; 1: did not work; 2: wrong use; 3: {@code status}, and nothing runs. */
  public static void main(String[] args) {
    // The database driver would otherwise warn that nobody takes its log.
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Map<String, String> environment = System.getenv();
    Path checkout = Path.of(environment.getOrDefault("LEERGANG_HOME", "."));
    int status = new Leergang(new Settings(environment, checkout), out).run(Arrays.asList(args));
    System.exit(status);
  }

  int run(List<String> args) {
    String command = args.isEmpty() ? "" : args.getFirst();
    List<String> rest = args.isEmpty() ? List.of() : args.subList(1, args.size());
    try {
      return switch (command) {
        case "up" -> new Up(settings, data, screen, rest.contains("--built")).run();
        case "prepare" -> {
          new Training(settings, screen).runIfNeeded(true);
          yield 0;
        }
        case "down" -> down();
        case "status" -> status();
        case "logs" -> logs(rest);
        case "reset" -> reset(rest.contains("--yes"));
        default -> {
          screen.say("Usage: ./leergang up | down | status | logs SERVICE | reset [--yes] | build");
          yield 2;
        }
      };
    } catch (SetupException e) {
      screen.say(String.valueOf(e.getMessage()));
      return 1;
    } catch (IOException e) {
      screen.say("It did not work: " + e);
      return 1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 130;
    }
  }

  private Optional<RunRecord> launcher() throws IOException {
    return RunRecord.readAll(data.run()).stream()
        .filter(record -> record.name().equals(Up.LAUNCHER))
        .filter(RunRecord::isAlive)
        .findFirst();
  }

  private int down() throws IOException, InterruptedException {
    Optional<RunRecord> launcher = launcher();
    if (launcher.isPresent()) {
      screen.say("Leergang is asked to stop");
      ProcessHandle process = launcher.get().living().getFirst();
      process.destroy();
      if (!ended(process)) {
        screen.say(
            "Process %d has not stopped within %d s. Look at its terminal, or: kill -9 %d"
                .formatted(process.pid(), STOP_TIMEOUT.toSeconds(), process.pid()));
        return 1;
      }
    } else {
      screen.say("Leergang does not run on " + data.root());
    }
    if (Files.isDirectory(data.run())) {
      try (FileChannel held = lockOrFail()) {
        if (held.isOpen()) {
          new Leftovers(data.run(), screen).stop();
        }
      } catch (SetupException e) {
        screen.say(String.valueOf(e.getMessage()));
        return 1;
      }
    }
    if (launcher.isPresent()) {
      screen.say("Leergang has stopped; its data stays in " + data.root());
    }
    return 0;
  }

  private static boolean ended(ProcessHandle process) throws InterruptedException {
    try {
      process.onExit().get(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private FileChannel lockOrFail() throws IOException, SetupException {
    return data.lock()
        .orElseThrow(() ->
            new SetupException(
                "Leergang runs on " + data.root() + ". Stop it first: ./leergang down"));
  }

  private int status() throws IOException {
    Optional<RunRecord> launcher = launcher();
    if (launcher.isEmpty()) {
      screen.say("Leergang does not run on " + data.root());
      return NOT_RUNNING;
    }
    screen.say(
        "Leergang runs (process %d, for %s); its data is in %s"
            .formatted(
                launcher.get().processes().getFirst().pid(),
                age(launcher.get().since()),
                data.root()));
    List<RunRecord> parts =
        RunRecord.readAll(data.run()).stream()
            .filter(record -> !record.name().equals(Up.LAUNCHER))
            .toList();
    if (parts.isEmpty()) {
      screen.say("None of its processes has been started yet.");
      return 1;
    }
    String line = "  %-14s %-12s %-9s %-10s %s";
    screen.say(line.formatted("SERVICE", "PORT", "PROCESS", "HEALTH", "RUNNING FOR"));
    boolean allUp = true;
    for (RunRecord record : parts) {
      boolean alive = record.isAlive();
      boolean up = alive && isHealthy(record);
      allUp &= up;
      screen.say(
          line.formatted(
              record.name(),
              record.ports(),
              alive ? Long.toString(record.processes().getFirst().pid()) : "-",
              up ? "up" : alive ? "not ready" : "ended",
              alive ? age(record.since()) : "-"));
    }
    settings
        .externalKafka()
        .ifPresent(at -> screen.say(line.formatted("kafka", "elsewhere", "-", "-", at)));
    settings
        .externalMongodb()
        .ifPresent(at -> screen.say(line.formatted("mongodb", "elsewhere", "-", "-", "-")));
    settings
        .externalSmtp()
        .ifPresent(at -> screen.say(line.formatted("mail", "elsewhere", "-", "-", at)));
    return allUp ? 0 : 1;
  }

  private static boolean isHealthy(RunRecord record) {
    if (!record.health().isEmpty()) {
      // Somebody waits for this answer, and a busy machine is not a sick one.
      return BootService.answers(URI.create(record.health()), Duration.ofSeconds(5));
    }
    return Arrays.stream(record.ports().split(", "))
        .filter(port -> !port.isEmpty())
        .allMatch(port -> PortOwner.isTaken(Integer.parseInt(port)));
  }

  private static String age(Instant since) {
    Duration age = Duration.between(since, Instant.now());
    return age.toHours() > 0
        ? "%d h %d min".formatted(age.toHours(), age.toMinutesPart())
        : age.toMinutes() > 0
            ? "%d min %d s".formatted(age.toMinutes(), age.toSecondsPart())
            : age.toSeconds() + " s";
  }

  private int logs(List<String> args) throws IOException, InterruptedException {
    List<String> known = knownLogs();
    String name = args.stream().filter(arg -> !arg.startsWith("--")).findFirst().orElse("");
    if (!known.contains(name)) {
      screen.say(
          known.isEmpty()
              ? "There are no logs yet in " + data.root()
              : "Usage: ./leergang logs SERVICE [--no-follow], where SERVICE is one of "
                  + String.join(", ", known));
      return 2;
    }
    Path log = data.log(name);
    out.println(LogTail.of(log, TAIL));
    if (!args.contains("--no-follow")) {
      LogTail.follow(log, out);
    }
    return 0;
  }

  private List<String> knownLogs() throws IOException {
    Path folder = data.log("x").resolveSibling("");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".log"))
          .sorted()
          .forEach(name -> names.add(name.substring(0, name.length() - 4)));
    }
    return names;
  }

  private int reset(boolean withoutAsking) throws IOException, SetupException {
    if (!Files.isDirectory(data.root())) {
      screen.say("There is nothing to delete in " + data.root());
      return 0;
    }
    try (FileChannel held = lockOrFail()) {
      if (held.isOpen() && !data.isEmpty()) {
        screen.say(
            "This deletes all registrations, events, mails and accounts in " + data.root() + ".");
        if (settings.externalMongodb().isPresent() || settings.externalKafka().isPresent()) {
          screen.say("What is in the MongoDB or Kafka of MONGODB_URI, KAFKA_BROKERS stays.");
        }
        if (!withoutAsking && !confirmed()) {
          screen.say("Nothing is deleted.");
          return 1;
        }
      }
      new Leftovers(data.run(), screen).stop();
      data.delete();
    }
    screen.say("Deleted. The next ./leergang up starts afresh.");
    return 0;
  }

  private boolean confirmed() throws IOException {
    out.print("Type yes to go on: ");
    out.flush();
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    String answer = in.readLine();
    return answer != null && answer.strip().equalsIgnoreCase("yes");
  }
}
