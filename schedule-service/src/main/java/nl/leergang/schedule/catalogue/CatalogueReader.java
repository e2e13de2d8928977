package nl.leergang.schedule.catalogue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import nl.leergang.messaging.outbox.EventTooLargeException;
import nl.leergang.schedule.edition.Edition;
import nl.leergang.schedule.programme.Programme;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Reads a set of catalogue files, and finds all that is wrong with them at once. Each is read
 * twice, and only one is in memory at a time: the first time for its programme, to which other
 * files may refer, the second time for its editions.
 */
final class CatalogueReader {

  private final CatalogueSchema schema = new CatalogueSchema();
  private final ProgrammeReader programmeReader = new ProgrammeReader();

  /**
   * @param today from where the days of samples are reckoned
   * @param published finds a programme that an earlier import has published
   * @param inOrder gets each file that is; one with a programme before those that refer to it. What
   *     it cannot publish for its size is a problem of the file
   * @return what is wrong with the others
   */
  List<CatalogueProblem> read(
      List<CatalogueSource> sources,
      LocalDate today,
      Function<String, Optional<Programme>> published,
      Consumer<CatalogueFile> inOrder) {
    Map<String, ReadFile> owners = new HashMap<>();
    List<ReadFile> files = sources.stream().map(source -> first(source, owners)).toList();
    Map<String, String> keys = new HashMap<>();
    for (ReadFile file : files) {
      if (file.programme != null) {
        second(file, file.programme, today, keys, inOrder);
      }
    }
    for (ReadFile file : files) {
      Programme programme = referredTo(file, owners, published);
      if (programme != null) {
        second(file, programme, today, keys, inOrder);
      }
    }
    return files.stream().flatMap(file -> file.problems.all().stream()).toList();
  }

  private ReadFile first(CatalogueSource source, Map<String, ReadFile> owners) {
    ReadFile file = new ReadFile(source);
    JsonNode root = schema.parse(source, file.problems);
    if (root == null) {
      return file;
    }
    if (root.has("programme") == root.has("editionsOf")) {
      file.problems.at(root, "a file has either programme or editionsOf");
    } else if (root.has("editionsOf")) {
      file.editionsOf = root.get("editionsOf").asString();
    } else {
      file.programme = programmeReader.read(root.get("programme"), file.problems);
    }
    if (file.programme != null) {
      ReadFile other = owners.putIfAbsent(file.programme.slug(), file);
      if (other != null) {
        file.problems.at(root.at("/programme/slug"), "the same slug is in " + other.name());
      }
    }
    return file;
  }

  private @Nullable Programme referredTo(
      ReadFile file,
      Map<String, ReadFile> owners,
      Function<String, Optional<Programme>> published) {
    String slug = file.editionsOf;
    if (slug == null) {
      return null;
    }
    ReadFile owner = owners.get(slug);
    if (owner != null && owner.problems.none()) {
      return owner.programme;
    }
    Optional<Programme> earlier = published.apply(slug);
    if (earlier.isEmpty()) {
      file.problems.at(
          node(file, "editionsOf"),
          owner == null
              ? "there is no programme " + slug
              : "the programme " + slug + " in " + owner.name() + " has problems itself");
    }
    return earlier.orElse(owner == null ? null : owner.programme);
  }

  private void second(
      ReadFile file,
      Programme programme,
      LocalDate today,
      Map<String, String> keys,
      Consumer<CatalogueFile> inOrder) {
    EditionReader reader = new EditionReader(programme, today, file.problems);
    List<Edition> editions = new ArrayList<>();
    JsonNode nodes = node(file, "editions");
    for (JsonNode node : nodes) {
      String key = node.path("key").asString();
      String other = keys.putIfAbsent(programme.slug() + " " + key, file.name());
      if (other != null) {
        file.problems.at(node, "the edition " + key + " is also in " + other);
      }
      editions.add(reader.read(node));
    }
    if (file.problems.none()) {
      try {
        inOrder.accept(new CatalogueFile(programme, editions));
      } catch (EventTooLargeException e) {
        file.problems.at(nodes, "an edition has too much text to be published: " + e.getMessage());
      }
    }
  }

  /** A part of a file that was read before. */
  private JsonNode node(ReadFile file, String field) {
    JsonNode root = schema.parse(file.source, new Problems(file.name()));
    return root == null ? MissingNode.getInstance() : root.path(field);
  }

  /** What is kept of a file while others are read. */
  private static final class ReadFile {
    private final CatalogueSource source;
    private final Problems problems;
    private @Nullable Programme programme;
    private @Nullable String editionsOf;

    ReadFile(CatalogueSource source) {
      this.source = source;
      this.problems = new Problems(source.name());
    }

    String name() {
      return source.name();
    }
  }
}
