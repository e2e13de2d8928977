package nl.leergang.schedule.catalogue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import nl.leergang.schedule.edition.Edition;
import nl.leergang.schedule.programme.Programme;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads a set of catalogue files, and finds all that is wrong with them at once. */
final class CatalogueReader {

  private final CatalogueSchema schema = new CatalogueSchema();
  private final ProgrammeReader programmeReader = new ProgrammeReader();

  /**
   * @param today from where the days of samples are reckoned
   * @param published finds a programme that an earlier import has published
   */
  Catalogue read(
      List<CatalogueSource> sources,
      LocalDate today,
      Function<String, Optional<Programme>> published) {
    List<ParsedFile> files = sources.stream().map(this::parse).toList();
    Map<String, ParsedFile> owners = new HashMap<>();
    for (ParsedFile file : files) {
      if (file.programme != null && file.root != null) {
        ParsedFile other = owners.putIfAbsent(file.programme.slug(), file);
        if (other != null) {
          file.problems.at(file.root.at("/programme/slug"), "the same slug is in " + other.name);
        }
      }
    }
    Map<String, String> keys = new HashMap<>();
    for (ParsedFile file : files) {
      readEditions(file, today, owners, published, keys);
    }
    return new Catalogue(
        files.stream().filter(ParsedFile::isInOrder).flatMap(f -> f.programmes()).toList(),
        files.stream()
            .filter(ParsedFile::isInOrder)
            .filter(file -> file.editionsOf == null || !refersToRefused(file, owners, published))
            .flatMap(file -> file.editions.stream())
            .toList(),
        files.stream().flatMap(file -> file.problems.all().stream()).toList());
  }

  private ParsedFile parse(CatalogueSource source) {
    ParsedFile file = new ParsedFile(source.name());
    JsonNode root = schema.parse(source, file.problems);
    if (root == null) {
      return file;
    }
    file.root = root;
    if (root.has("programme") == root.has("editionsOf")) {
      file.problems.at(root, "a file has either programme or editionsOf");
    } else if (root.has("programme")) {
      file.programme = programmeReader.read(root.get("programme"), file.problems);
    } else {
      file.editionsOf = root.get("editionsOf").asString();
    }
    return file;
  }

  private void readEditions(
      ParsedFile file,
      LocalDate today,
      Map<String, ParsedFile> owners,
      Function<String, Optional<Programme>> published,
      Map<String, String> keys) {
    if (file.root == null) {
      return;
    }
    Programme programme = file.programme;
    if (file.editionsOf != null) {
      ParsedFile owner = owners.get(file.editionsOf);
      programme =
          owner != null && owner.programme != null
              ? owner.programme
              : published.apply(file.editionsOf).orElse(null);
      if (programme == null) {
        file.problems.at(file.root.get("editionsOf"), "there is no programme " + file.editionsOf);
      }
    }
    if (programme == null) {
      return;
    }
    EditionReader reader = new EditionReader(programme, today, file.problems);
    for (JsonNode node : file.root.path("editions")) {
      String key = programme.slug() + " " + node.path("key").asString();
      String other = keys.putIfAbsent(key, file.name);
      if (other != null) {
        file.problems.at(
            node, "the edition " + node.path("key").asString() + " is also in " + other);
      }
      Edition edition = reader.read(node);
      file.editions.add(new Catalogue.PlannedEdition(edition, programme));
    }
  }

  /** True where the programme itself is not going to be published. */
  private static boolean refersToRefused(
      ParsedFile file,
      Map<String, ParsedFile> owners,
      Function<String, Optional<Programme>> published) {
    String slug = file.editionsOf;
    ParsedFile owner = slug == null ? null : owners.get(slug);
    if (slug == null || owner == null || owner.isInOrder() || published.apply(slug).isPresent()) {
      return false;
    }
    file.problems.at(
        file.root == null ? null : file.root.get("editionsOf"),
        "the programme " + slug + " in " + owner.name + " has problems itself");
    return true;
  }

  /** One file while it is being read. */
  private static final class ParsedFile {
    private final String name;
    private final Problems problems;
    private final List<Catalogue.PlannedEdition> editions = new ArrayList<>();
    private @Nullable JsonNode root;
    private @Nullable Programme programme;
    private @Nullable String editionsOf;

    ParsedFile(String name) {
      this.name = name;
      this.problems = new Problems(name);
    }

    boolean isInOrder() {
      return problems.none();
    }

    java.util.stream.Stream<Programme> programmes() {
      return programme == null
          ? java.util.stream.Stream.empty()
          : java.util.stream.Stream.of(programme);
    }
  }
}
