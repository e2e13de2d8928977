package nl.leergang.schedule.catalogue;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.serialization.DefaultNodeReader;
import com.networknt.schema.serialization.NodeReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Parses a file and checks its shape against the published schema, with lines. */
final class CatalogueSchema {

  private static final String SCHEMA = "contracts/catalogue.schema.json";

  private final NodeReader reader =
      DefaultNodeReader.builder()
          .locationAware()
          .yamlMapper(
              YAMLMapper.builder(
                      YAMLFactory.builder()
                          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                          .build())
                  .build())
          .build();
  private final Schema schema;

  CatalogueSchema() {
    try (InputStream in = new ClassPathResource(SCHEMA).getInputStream()) {
      schema =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
              .getSchema(in, InputFormat.JSON);
    } catch (IOException e) {
      throw new UncheckedIOException(SCHEMA + " belongs to the product", e);
    }
  }

  /** The file's content, or null when problems were found. */
  @Nullable JsonNode parse(CatalogueSource source, Problems problems) {
    CatalogueSource.Content content = source.content().get();
    if (!content.unreadable().isEmpty()) {
      problems.at(1, content.unreadable());
      return null;
    }
    JsonNode root;
    try {
      root = reader.readTree(content.text(), InputFormat.YAML);
    } catch (JacksonException e) {
      int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
      problems.at(line, "not readable as YAML: " + e.getOriginalMessage());
      return null;
    }
    if (root == null || root.isMissingNode() || root.isNull()) {
      problems.at(1, "the file is empty");
      return null;
    }
    schema
        .validate(
            root,
            execution ->
                execution.executionConfig(
                    config -> config.formatAssertionsEnabled(true).locale(Locale.ENGLISH)))
        .stream()
        .sorted(Comparator.comparing(error -> error.getInstanceLocation().toString()))
        .forEach(error -> problems.at(place(error), message(error)));
    return problems.none() ? root : null;
  }

  private static @Nullable JsonNode place(Error error) {
    JsonNode node = error.getInstanceNode();
    String property = error.getProperty();
    return node != null && property != null && node.has(property) ? node.get(property) : node;
  }

  private static String message(Error error) {
    String path = error.getInstanceLocation().toString();
    return (path.isEmpty() ? "" : path + " ") + error.getMessage();
  }
}
