package nl.leergang.localrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import nl.leergang.localrun.process.FreePorts;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher as a process, with real servers and stand-ins for the four applications. */
class LauncherIT {

  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration END = Duration.ofSeconds(60);

  @TempDir Path checkout;
  private final Map<String, String> environment = new HashMap<>();
  private final List<Process> started = new ArrayList<>();
  private int outputs;

  @BeforeEach
  void prepareCheckout() throws IOException {
    FakeService.writeJars(checkout);
    List<Integer> ports = new ArrayList<>(FreePorts.some(12));
    for (String server : List.of("KAFKA", "MONGODB", "SMTP", "INBOX")) {
      environment.put("LEERGANG_" + server + "_PORT", "" + ports.removeFirst());
    }
    for (Service service : Service.values()) {
      environment.put(service.portVariable(), "" + ports.removeFirst());
      environment.put(service.managementPortVariable(), "" + ports.removeFirst());
    }
    environment.put("LEERGANG_HOME", checkout.toString());
  }

  @AfterEach
  void stopWhatIsLeft() throws Exception {
    for (Process process : started) {
      process.destroyForcibly().waitFor();
    }
    List<ProcessHandle> children = children();
    children.forEach(ProcessHandle::destroyForcibly);
    await("children of the killed launcher are gone")
        .atMost(END)
        .until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
  }

  @Test
  void leavesNoProcessBehindWhenItIsKilledAndFindsItsDataAgain() throws Exception {
    Run first = run("up");
    first.awaitText("Leergang is up");
    first.awaitText("Staff account: admin, password");
    try (var admin = Admin.create(Map.of("bootstrap.servers", kafka()))) {
      admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1))).all().get();
    }
    try (var client = MongoClients.create(mongodb())) {
      client.getDatabase("kept").getCollection("things").insertOne(new Document("_id", "kept"));
    }
    String tokenKey = Files.readString(checkout.resolve(".leergang/token.key"));
    List<ProcessHandle> children = children();
    assertThat(children).hasSize(14); // seven programs, each with its guard

    first.process().destroyForcibly().waitFor();

    await("no child outlives the launcher")
        .atMost(Duration.ofSeconds(20))
        .until(() -> children.stream().noneMatch(ProcessHandle::isAlive));

    Run second = run("up");
    second.awaitText("Leergang is up");
    try (var admin = Admin.create(Map.of("bootstrap.servers", kafka()))) {
      assertThat(admin.listTopics().names().get(20, TimeUnit.SECONDS)).contains("kept");
    }
    try (var client = MongoClients.create(mongodb())) {
      assertThat(client.getDatabase("kept").getCollection("things").find().first())
          .isEqualTo(new Document("_id", "kept"));
    }
    assertThat(Files.readString(checkout.resolve(".leergang/token.key"))).isEqualTo(tokenKey);
  }

  @Test
  void startsAChildAgainRefusesASecondStartAndStopsOnRequest() throws Exception {
    Run up = run("up");
    up.awaitText("Leergang is up");

    Run secondUp = run("up");
    assertThat(secondUp.awaitEnd()).isEqualTo(1);
    assertThat(secondUp.output()).contains("already runs").contains("./leergang down");

    Run reset = run("reset", "--yes");
    assertThat(reset.awaitEnd()).isEqualTo(1);
    assertThat(reset.output()).contains("Stop it first");

    ProcessHandle schedule = record("schedule").living().getFirst();
    schedule.destroyForcibly();
    up.awaitText("schedule      ended (signal 9); it is started again in 1 s");
    await("the schedule service has a new process")
        .atMost(START)
        .until(
            () -> record("schedule").isAlive() && !record("schedule").living().contains(schedule));

    await("all parts are reported up")
        .atMost(START)
        .untilAsserted(() -> {
          Run status = run("status");
          assertThat(status.awaitEnd()).as(status.output()).isZero();
          assertThat(status.output())
              .contains("kafka", "mongodb", "mail", "portal", "registration", "notification")
              .contains(environment.get("LEERGANG_PORTAL_PORT"));
        });

    Run logs = run("logs", "schedule", "--no-follow");
    assertThat(logs.awaitEnd()).isZero();
    assertThat(logs.output()).contains("SCHEDULE listens");

    List<ProcessHandle> children = children();
    Run down = run("down");
    assertThat(down.awaitEnd()).as(down.output()).isZero();
    assertThat(children).noneMatch(ProcessHandle::isAlive);
    assertThat(up.awaitEnd()).isEqualTo(143);
    assertThat(up.output()).contains("Leergang has stopped");
    assertThat(run("status").awaitEnd()).isEqualTo(3);
    assertThat(run("reset", "--yes").awaitEnd()).isZero();
    assertThat(checkout.resolve(".leergang")).doesNotExist();
  }

  @Test
  void saysWhoHoldsAPortAndWhichVariableChangesIt() throws Exception {
    int port = Integer.parseInt(environment.get("LEERGANG_PORTAL_PORT"));
    try (ServerSocket taken = new ServerSocket(port)) {
      Run up = run("up");
      assertThat(up.awaitEnd()).isEqualTo(1);
      assertThat(up.output())
          .contains("Port " + port + " (portal) is taken")
          .contains("process " + ProcessHandle.current().pid())
          .contains("LEERGANG_PORTAL_PORT=");
      assertThat(taken.isClosed()).isFalse();
    }
  }

  @Test
  void startsNoServerOfItsOwnWhereTheEnvironmentNamesOne() throws Exception {
    nameServersElsewhere();
    Run up = run("up");
    up.awaitText("Leergang is up");
    assertThat(RunRecord.readAll(checkout.resolve(".leergang/run")))
        .extracting(RunRecord::name)
        .containsExactly("launcher", "notification", "portal", "registration", "schedule");
    assertThat(up.output()).contains("broker.example:9092", "smtp.example");
  }

  @Test
  void repeatsAnInterruptedPreparationAndStartsThoughItFails() throws Exception {
    nameServersElsewhere();
    Preparation interrupted = Preparation.of(new Settings(Map.of(), checkout));
    interrupted.lock().close();
    interrupted.begin();

    Run up = run("up");
    up.awaitText("Leergang is up");

    assertThat(up.output())
        .contains("Preparing fast starts", "The preparation failed", "this jar cannot be unpacked");
    assertThat(interrupted.wasBegun()).isFalse();
  }

  @Test
  void stopsOnRequestWhileItStillPrepares() throws Exception {
    nameServersElsewhere();
    try (ServerSocket unpacking = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      environment.put(FakeService.UNPACKING, "" + unpacking.getLocalPort());
      Run up = run("up", "--built");
      up.awaitText("Preparing fast starts");

      Run status = run("status");
      assertThat(status.awaitEnd()).isEqualTo(1);
      assertThat(status.output()).contains("Leergang runs", "None of its processes");
      Run down = run("down");
      assertThat(down.awaitEnd()).as(down.output()).isZero();

      assertThat(down.output())
          .contains("Leergang is asked to stop", "Leergang has stopped")
          .doesNotContain("does not run");
      assertThat(up.awaitEnd()).isEqualTo(143);
    }
  }

  @Test
  void showsTheFirstPasswordAlsoWhenSomethingCannotBeStarted() throws Exception {
    nameServersElsewhere();
    Files.delete(Service.SCHEDULE.jar(checkout));

    Run up = run("up");

    assertThat(up.awaitEnd()).isEqualTo(1);
    assertThat(up.output())
        .containsSubsequence("Staff account: admin, password ", "Leergang could not be started");
  }

  @Test
  void saysWhatToDoWhenNoMongodbCanBeFound() throws Exception {
    environment.put("MONGOD_BINARY", checkout.resolve("nowhere").toString());
    Run up = run("up");
    assertThat(up.awaitEnd()).isEqualTo(1);
    assertThat(up.output()).contains("MONGOD_BINARY is ").contains("not a program");
    assertThat(children()).isEmpty();
  }

  private void nameServersElsewhere() {
    environment.put("KAFKA_BROKERS", "broker.example:9092");
    environment.put("MONGODB_URI", "mongodb://db.example/?replicaSet=rs0");
    environment.put("SMTP_HOST", "smtp.example");
  }

  private String kafka() {
    return "127.0.0.1:" + environment.get("LEERGANG_KAFKA_PORT");
  }

  private String mongodb() {
    return "mongodb://127.0.0.1:%s/?replicaSet=rs0"
        .formatted(environment.get("LEERGANG_MONGODB_PORT"));
  }

  private RunRecord record(String name) throws IOException {
    return RunRecord.readAll(checkout.resolve(".leergang/run")).stream()
        .filter(record -> record.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private List<ProcessHandle> children() throws IOException {
    return RunRecord.readAll(checkout.resolve(".leergang/run")).stream()
        .filter(record -> !record.name().equals("launcher"))
        .flatMap(record -> record.living().stream())
        .toList();
  }

  private Run run(String... args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", Classpath.ofThisJvm(), Leergang.class.getName()));
    command.addAll(List.of(args));
    Path output = checkout.resolve("output-" + outputs++ + ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    List.of("KAFKA_BROKERS", "MONGODB_URI", "SMTP_HOST", "LEERGANG_ADMIN_PASSWORD")
        .forEach(builder.environment()::remove);
    builder.environment().putAll(environment);
    Process process = builder.start();
    started.add(process);
    return new Run(process, output);
  }

  private record Run(Process process, Path file) {

    String output() throws IOException {
      return Files.readString(file);
    }

    void awaitText(String text) {
      await("the launcher says: " + text)
          .atMost(START)
          .untilAsserted(() -> assertThat(output()).contains(text));
    }

    int awaitEnd() throws InterruptedException {
      assertThat(process.waitFor(END.toSeconds(), TimeUnit.SECONDS)).as("has ended").isTrue();
      return process.exitValue();
    }
  }
}
