package nl.leergang.e2e.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nl.leergang.e2e.Repository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** What {@code docker-compose.yml} must be, on any machine, with or without Docker. */
class ComposeFileTest {

  private static final Pattern PINNED = Pattern.compile("[a-z0-9./-]+:v?\\d+\\.\\d+\\.\\d+\\S*");
  private static final Pattern SECRET_NAME = Pattern.compile("PASSWORD|SECRET|_KEY$|TOKEN");
  private static final Pattern REQUIRED = Pattern.compile("\\$\\{([A-Z_]+):\\?[^}]+}");
  private static final Pattern CHOSEN = Pattern.compile("\\$\\{([A-Z_]+):-[^}]*}");

  private final Path file = Repository.root().resolve("docker-compose.yml");
  private final Map<String, Map<String, Object>> services = services();

  @Test
  void runsEveryServiceFromItsOwnImageAndTheServersTheyNeed() {
    assertThat(services.keySet())
        .containsAll(Repository.SERVICES)
        .contains("kafka", "mongodb", "mail", "prometheus", "grafana");
    for (String service : Repository.SERVICES) {
      Map<String, Object> build = map(services.get(service).get("build"));
      assertThat(map(build.get("args"))).containsEntry("SERVICE", service);
      assertThat(Repository.root().resolve(String.valueOf(build.get("dockerfile")))).exists();
    }
  }

  @Test
  void pinsEveryImageByItsFullVersion() throws IOException {
    List<String> images = new ArrayList<>();
    services.values().forEach(service -> images.add(String.valueOf(service.get("image"))));
    Files.readAllLines(Repository.root().resolve("docker/Dockerfile")).stream()
        .filter(line -> line.startsWith("FROM "))
        .forEach(line -> images.add(line.split(" ")[1]));
    assertThat(images).hasSizeGreaterThan(8).allMatch(image -> PINNED.matcher(image).matches());
  }

  @Test
  void looksAfterTheHealthOfEverythingThatStaysUp() {
    services.forEach((name, service) -> {
      if (!"no".equals(service.get("restart"))) {
        assertThat(map(service.get("healthcheck")))
            .as("health check of %s", name)
            .containsKeys("test", "interval", "timeout", "retries");
      }
    });
  }

  @Test
  void holdsNoSecretAndNamesTheCommandThatMakesThem() {
    services.forEach((name, service) ->
        environment(service)
            .forEach((variable, value) -> {
              if (SECRET_NAME.matcher(variable).find() && !value.equals("${SMTP_PASSWORD:-}")) {
                assertThat(value)
                    .as("%s of %s comes from outside", variable, name)
                    .matches(REQUIRED);
                assertThat(value).contains("docker/new-env > .env");
              }
              assertThat(value.replaceAll("\\$\\{[^}]+}", "?"))
                  .as("no password in an address: %s of %s", variable, name)
                  .doesNotContainPattern("://[^/@]+:[^?][^@]*@");
            }));
  }

  @Test
  void letsNothingInFromOutsideThisMachine() {
    services.forEach((name, service) ->
        assertThat(list(service.get("ports")))
            .as("ports of %s", name)
            .allMatch(port -> port.toString().startsWith("127.0.0.1:")));
    assertThat(Map.of("kafka", services.get("kafka"), "mongodb", services.get("mongodb")).values())
        .as("broker and database are not published at all")
        .noneMatch(service -> service.containsKey("ports"));
  }

  @Test
  void letsTheOperatorNameAnotherMailServer() {
    Map<String, String> environment = environment(services.get("notification-service"));
    for (String variable :
        List.of("SMTP_HOST", "SMTP_PORT", "SMTP_USER", "SMTP_PASSWORD", "SMTP_TLS")) {
      Matcher chosen = CHOSEN.matcher(environment.getOrDefault(variable, ""));
      assertThat(chosen.matches()).as("%s can be chosen", variable).isTrue();
      assertThat(chosen.group(1)).isEqualTo(variable);
    }
  }

  @Test
  void startsMongodbAgainWhoeverOwnsWhatTheLastStartWrote() {
    Map<String, Object> mongodb = services.get("mongodb");
    Matcher written =
        Pattern.compile("> (/\\S+)/").matcher(String.valueOf(list(mongodb.get("entrypoint"))));
    assertThat(written.find()).as("the entry point writes a file").isTrue();
    assertThat(mongodb.get("tmpfs")).isEqualTo(List.of(written.group(1)));
  }

  @Test
  void isStartedAsTheReadmeSays() throws IOException {
    for (String file : List.of("README.md", "docker-compose.yml", "docs/operating.md")) {
      assertThat(Files.readAllLines(Repository.root().resolve(file)))
          .as(file)
          .anyMatch(line -> line.contains("docker/new-env > .env"))
          .noneMatch(line -> line.contains("docker/new-env &&"));
    }
  }

  @Test
  void keepsWhatMustOutliveAContainerInNamedVolumes() {
    assertThat(map(read(file).get("volumes")).keySet())
        .containsAll(namedVolumes())
        .hasSameSizeAs(namedVolumes());
    for (String service : List.of("portal", "kafka", "mongodb", "mail", "prometheus", "grafana")) {
      assertThat(list(services.get(service).get("volumes")))
          .as("volumes of %s", service)
          .anyMatch(volume -> !volume.toString().startsWith("."));
    }
  }

  @Test
  void mountsOnlyFilesThatAreThere() {
    services.values().stream()
        .flatMap(service -> list(service.get("volumes")).stream())
        .map(volume -> volume.toString().split(":")[0])
        .filter(source -> source.startsWith("."))
        .forEach(source -> assertThat(Repository.root().resolve(source)).exists());
  }

  @Test
  void getsEveryRequiredVariableFromTheCommandThatMakesThem() throws Exception {
    assertThat(keys(newEnvironment())).containsAll(requiredVariables());
  }

  @Test
  void makesOtherSecretsEachTime() throws Exception {
    List<String> first = newEnvironment();
    List<String> second = newEnvironment();
    for (String line : first) {
      if (SECRET_NAME.matcher(line.split("=")[0]).find() && line.contains("=")) {
        assertThat(second).doesNotContain(line);
        assertThat(line.substring(line.indexOf('=') + 1)).hasSizeGreaterThan(40);
      }
    }
  }

  @Test
  void isReadByDockerComposeItself(@TempDir Path folder) throws Exception {
    String program = "docker-compose";
    boolean installed = Command.installed(program);
    if (!installed) {
      System.out.println("docker-compose is not installed: the file was checked by rules only");
    }
    assumeTrue(installed, "docker-compose is not installed");
    Path env = Files.write(folder.resolve("env"), newEnvironment());
    Command read =
        Command.run(
            Repository.root(),
            program,
            "-f",
            file.toString(),
            "--env-file",
            env.toString(),
            "config",
            "-q");
    assertThat(read.status()).as(read.output()).isZero();
  }

  @Test
  void writesTheServicesAddressesAsTheServicesListen() {
    assertThat(environment(services.get("portal")))
        .containsEntry("LEERGANG_REGISTRATION_URL", "http://registration-service:8081")
        .containsEntry("LEERGANG_SCHEDULE_URL", "http://schedule-service:8082")
        .containsEntry("LEERGANG_NOTIFICATION_URL", "http://notification-service:8083");
    Map<String, String> ports =
        Map.of(
            "portal", "8080",
            "registration-service", "8081",
            "schedule-service", "8082",
            "notification-service", "8083");
    ports.forEach((service, port) ->
        assertThat(list(map(services.get(service).get("healthcheck")).get("test")).getLast())
            .isEqualTo(port));
  }

  private List<String> requiredVariables() throws IOException {
    Matcher matcher = REQUIRED.matcher(Files.readString(file));
    return matcher.results().map(result -> result.group(1)).distinct().toList();
  }

  private static List<String> newEnvironment() throws Exception {
    Command made = Command.run(Repository.root(), "docker/new-env");
    assertThat(made.status()).as(made.output()).isZero();
    return made.output().lines().toList();
  }

  private static List<String> keys(List<String> lines) {
    return lines.stream()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split("=")[0])
        .toList();
  }

  private Collection<String> namedVolumes() {
    return services.values().stream()
        .flatMap(service -> list(service.get("volumes")).stream())
        .map(volume -> volume.toString().split(":")[0])
        .filter(source -> !source.startsWith("."))
        .collect(Collectors.toSet());
  }

  private Map<String, Map<String, Object>> services() {
    return map(read(file).get("services")).entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> map(entry.getValue())));
  }

  private static Map<String, String> environment(Map<String, Object> service) {
    return map(service.getOrDefault("environment", Map.of())).entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> String.valueOf(entry.getValue())));
  }

  private static Map<String, Object> read(Path file) {
    try {
      return map(new Yaml().load(Files.readString(file)));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object value) {
    return value == null ? Map.of() : (Map<String, Object>) value;
  }

  private static List<?> list(Object value) {
    return value == null ? List.of() : (List<?>) value;
  }
}
