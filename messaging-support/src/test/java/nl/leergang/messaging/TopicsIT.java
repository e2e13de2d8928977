package nl.leergang.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import nl.leergang.localrun.process.FreePorts;
import nl.leergang.localrun.process.Launch;
import nl.leergang.localrun.process.Program;
import nl.leergang.localrun.process.RunningProgram;
import nl.leergang.localrun.server.KafkaBroker;
import nl.leergang.localrun.testing.RealServers;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The topics of a service, against real brokers. */
@NullUnmarked
class TopicsIT {

  private static final Duration LONGEST = Duration.ofSeconds(40);

  @Test
  void findsTheOthersWhereOneCanNotBeCreated() {
    List<String> others = Stream.generate(() -> "topics." + UUID.randomUUID()).limit(8).toList();
    Topics topics = topics(RealServers.get().kafkaBrokers());
    topics.need("no name for a topic", false);
    others.forEach(topic -> topics.need(topic, false));

    topics.start();
    try {
      others.forEach(topic -> await(topic).atMost(LONGEST).until(() -> topics.exists(topic)));
      assertThat(topics.exists("no name for a topic")).isFalse();
    } finally {
      topics.stop();
    }
  }

  @Test
  void acceptsWhatExistsWhereItMayCreateNothing(@TempDir Path folder) throws Exception {
    KafkaBroker broker =
        new KafkaBroker(
            folder.resolve("kafka"), folder.resolve("kafka.log"), FreePorts.one(), Duration.ZERO);
    try (RunningProgram running =
        RunningProgram.start(new Guarded(broker, folder.resolve("kafka")), LONGEST)) {
      assertThat(running.process().isAlive()).isTrue();
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.address()))) {
        admin
            .createTopics(
                List.of(new NewTopic("provisioned", Optional.of(1), Optional.<Short>empty())))
            .all()
            .get();
        admin
            .createAcls(
                Stream.of(
                        new ResourcePattern(
                            ResourceType.CLUSTER, "kafka-cluster", PatternType.LITERAL),
                        new ResourcePattern(ResourceType.TOPIC, "*", PatternType.LITERAL))
                    .flatMap(on ->
                        Stream.of(
                            rule(on, AclOperation.ALL, AclPermissionType.ALLOW),
                            rule(on, AclOperation.CREATE, AclPermissionType.DENY)))
                    .toList())
            .all()
            .get();
      }
      Topics topics = topics(broker.address());
      topics.need("provisioned", false);
      topics.need("not-provisioned", false);

      topics.start();
      try {
        await("provisioned").atMost(LONGEST).until(() -> topics.exists("provisioned"));
        assertThat(topics.exists("not-provisioned")).isFalse();
      } finally {
        topics.stop();
      }
    }
  }

  private static AclBinding rule(
      ResourcePattern on, AclOperation what, AclPermissionType permission) {
    return new AclBinding(on, new AccessControlEntry("User:*", "*", what, permission));
  }

  private static Topics topics(String brokers) {
    return MessagingTestAccess.topics(new KafkaConnection(Map.of("bootstrap.servers", brokers)));
  }

  /** A broker that can be told who may do what. */
  private record Guarded(KafkaBroker broker, Path folder) implements Program {

    @Override
    public String name() {
      return broker.name();
    }

    @Override
    public Launch prepare() throws IOException {
      Launch launch = broker.prepare();
      Files.writeString(
          folder.resolve("server.properties"),
          """
          authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
          allow.everyone.if.no.acl.found=true
          """,
          StandardOpenOption.APPEND);
      return launch;
    }

    @Override
    public boolean ready() {
      return broker.ready();
    }
  }
}
