package nl.leergang.schedule.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Finds the files: those of the product, then those of the folder that the operator named. */
final class CatalogueFiles {

  private static final long MAX_BYTES = 1024 * 1024;

  private final String directory;

  CatalogueFiles(String directory) {
    this.directory = directory;
  }

  List<CatalogueSource> all() {
    List<CatalogueSource> sources = new ArrayList<>(builtIn());
    if (!directory.isBlank()) {
      sources.addAll(further(Path.of(directory)));
    }
    return sources;
  }

  static List<CatalogueSource> builtIn() {
    try {
      Resource[] found =
          new PathMatchingResourcePatternResolver().getResources("classpath*:catalogue/*.yaml");
      return Arrays.stream(found)
          .sorted(Comparator.comparing(CatalogueFiles::name))
          .map(resource -> CatalogueSource.of("catalogue/" + name(resource), text(resource)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<CatalogueSource> further(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml") || file.toString().endsWith(".yml"))
          .sorted()
          .map(file -> new CatalogueSource(file.toString(), () -> read(file)))
          .toList();
    } catch (IOException e) {
      return List.of(
          CatalogueSource.unreadable(folder.toString(), "the folder cannot be read: " + e));
    }
  }

  private static CatalogueSource.Content read(Path file) {
    try {
      return Files.size(file) > MAX_BYTES
          ? unreadable("the file is larger than 1 MB")
          : new CatalogueSource.Content(Files.readString(file), "");
    } catch (CharacterCodingException e) {
      return unreadable("the file is not UTF-8");
    } catch (IOException e) {
      return unreadable("the file cannot be read: " + e);
    }
  }

  private static CatalogueSource.Content unreadable(String why) {
    return new CatalogueSource.Content("", why);
  }

  private static String name(Resource resource) {
    return String.valueOf(resource.getFilename());
  }

  private static String text(Resource resource) {
    try {
      return resource.getContentAsString(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
