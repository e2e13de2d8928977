package nl.leergang.localrun.server;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * The broker's jars. The build of this module resolved them and listed them relative to the local
 * Maven repository, so they are in the repository from which this JVM's own jars come.
 */
final class KafkaClasspath {

  private static final String PREFIX = "@repository@/";

  private KafkaClasspath() {}

  /** Ready for {@code java -cp}: the broker's, and {@link BrokerMain}. */
  static String find() throws IOException {
    Path own = locationOf(BrokerMain.class);
    if (own == null) {
      throw new IOException("This module's own classes are in no file that a JVM could be given");
    }
    List<String> jars = jars();
    Set<Path> repositories = repositories();
    for (Path repository : repositories) {
      List<Path> files = jars.stream().map(repository::resolve).toList();
      if (files.stream().allMatch(Files::isRegularFile)) {
        return Stream.concat(files.stream(), Stream.of(own))
            .map(String::valueOf)
            .collect(Collectors.joining(File.pathSeparator));
      }
    }
    throw new IOException(
        "The Kafka broker's jars are not in the local Maven repository (looked in %s). Run `mvn install -DskipTests -pl local-run` once, with the network."
            .formatted(repositories));
  }

  private static List<String> jars() throws IOException {
    try (@Nullable InputStream in = KafkaClasspath.class.getResourceAsStream("kafka-classpath")) {
      if (in == null) {
        throw new IOException(
            "The list of the broker's jars is missing: build local-run with Maven");
      }
      String list = new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
      return Arrays.stream(list.split(":"))
          .map(entry -> entry.startsWith(PREFIX) ? entry.substring(PREFIX.length()) : entry)
          .toList();
    }
  }

  private static Set<Path> repositories() {
    List<Path> found = new ArrayList<>();
    String configured = System.getProperty("maven.repo.local");
    if (configured != null) {
      found.add(Path.of(configured));
    }
    // <repository>/org/jspecify/jspecify/<version>/jspecify-<version>.jar
    Path known = locationOf(NullMarked.class);
    for (int up = 0; known != null && up < 5; up++) {
      known = known.getParent();
    }
    if (known != null) {
      found.add(known);
    }
    found.add(Path.of(System.getProperty("user.home"), ".m2", "repository"));
    return new LinkedHashSet<>(found);
  }

  private static @Nullable Path locationOf(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    if (source == null || !"file".equals(source.getLocation().getProtocol())) {
      return null;
    }
    try {
      return Path.of(source.getLocation().toURI());
    } catch (URISyntaxException e) {
      return null;
    }
  }
}
