package nl.leergang.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The published documents agree with each other. */
class ContractsTest {

  private static final Path ROOT = Path.of("src/main/resources/contracts");
  private static final JsonMapper JSON = new JsonMapper();
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  static List<Path> schemas() throws IOException {
    return list(ROOT.resolve("events"), ".schema.json");
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void givesAnExampleThatFitsEachSchemaAlsoWithAnUnknownField(Path schema) throws IOException {
    Path example =
        schema.resolveSibling(schema.getFileName().toString().replace(".schema.", ".example."));
    var data = (tools.jackson.databind.node.ObjectNode) JSON.readTree(Files.readString(example));
    var compiled = SCHEMAS.getSchema(Files.readString(schema), InputFormat.JSON);

    assertThat(
            compiled.validate(data, c -> c.executionConfig(e -> e.formatAssertionsEnabled(true))))
        .isEmpty();
    assertThat(compiled.validate(data.put("addedLater", "by a newer producer"))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void refusesDataWithoutWhatIsRequired(Path schema) throws IOException {
    assertThat(
            SCHEMAS
                .getSchema(Files.readString(schema), InputFormat.JSON)
                .validate(JSON.readTree("{}")))
        .isNotEmpty();
  }

  @Test
  void describesEveryEventInTheAsyncApiDocument() throws IOException {
    JsonNode document = YAML.readTree(Files.readString(ROOT.resolve("asyncapi.yaml")));
    var described = new TreeSet<String>();
    for (JsonNode message : document.path("components").path("messages")) {
      String reference = message.at("/payload/schema/$ref").asString();
      described.add(reference);
      String name = message.path("name").asString();
      assertThat(reference)
          .isEqualTo(
              "events/" + name.replaceFirst("nl\\.leergang\\.[a-z]+\\.", "") + ".schema.json");
    }
    var existing = new TreeSet<String>();
    schemas().forEach(schema -> existing.add("events/" + schema.getFileName()));

    assertThat(described).isEqualTo(existing);
  }

  @Test
  void resolvesEveryReferenceWithinTheAsyncApiDocument() throws IOException {
    JsonNode document = YAML.readTree(Files.readString(ROOT.resolve("asyncapi.yaml")));

    assertThat(document.findValuesAsString("$ref").stream().filter(ref -> ref.startsWith("#")))
        .isNotEmpty()
        .allSatisfy(
            ref -> assertThat(document.at(ref.substring(1)).isMissingNode()).as(ref).isFalse());
  }

  static List<Path> openApis() throws IOException {
    return list(ROOT.resolve("openapi"), ".yaml");
  }

  @ParameterizedTest
  @MethodSource("openApis")
  void keepsTheHouseRulesInEachOpenApiDocument(Path file) throws IOException {
    JsonNode document = YAML.readTree(Files.readString(file));

    assertThat(document.path("openapi").asString()).startsWith("3.1");
    assertThat(document.path("info").path("contact").propertyNames())
        .contains("name", "url", "email");
    assertThat(document.findValuesAsString("operationId")).isNotEmpty().doesNotHaveDuplicates();
    assertThat(document.path("paths").propertyNames())
        .allSatisfy(
            path -> assertThat(path).doesNotEndWith("/").matches("(/([a-z0-9-]+|\\{[a-zA-Z]+}))+"));
    assertThat(document.findValuesAsString("$ref").stream().filter(ref -> ref.startsWith("#")))
        .allSatisfy(
            ref -> assertThat(document.at(ref.substring(1)).isMissingNode()).as(ref).isFalse());
  }

  @Test
  void namesEachOperationOnceOverAllServices() throws IOException {
    var names = new ArrayList<String>();
    for (Path file : openApis()) {
      names.addAll(YAML.readTree(Files.readString(file)).findValuesAsString("operationId"));
    }

    assertThat(names).doesNotHaveDuplicates();
  }

  private static List<Path> list(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }
}
