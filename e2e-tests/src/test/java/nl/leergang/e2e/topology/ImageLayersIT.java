package nl.leergang.e2e.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nl.leergang.e2e.Repository;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The Dockerfile copies what a boot jar unpacks to: no layer is forgotten, none made up. */
class ImageLayersIT {

  static final List<String> SERVICES = Repository.SERVICES;

  @ParameterizedTest
  @FieldSource("SERVICES")
  void copiesEveryLayerOfTheJar(String service, @TempDir Path folder) throws Exception {
    Command extracted =
        Command.run(
            folder,
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Djarmode=tools",
            "-jar",
            Files.copy(Repository.bootJar(service), folder.resolve("application.jar")).toString(),
            "extract",
            "--layers",
            "--destination",
            "layers");
    assertThat(extracted.status()).as(extracted.output()).isZero();
    try (Stream<Path> layers = Files.list(folder.resolve("layers"))) {
      assertThat(layers.map(layer -> layer.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(copied());
    }
    assertThat(folder.resolve("layers/application/application.jar"))
        .as("what the entry point starts")
        .exists();
  }

  private static List<String> copied() throws IOException {
    String dockerfile = Files.readString(Repository.root().resolve("docker/Dockerfile"));
    return Pattern.compile("/build/layers/([a-z-]+)/")
        .matcher(dockerfile)
        .results()
        .map(result -> result.group(1))
        .toList();
  }
}
