package nl.leergang.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogueTest {

  private static final long LARGEST_FILE = 1_000_000;

  @TempDir Path folder;

  @Test
  void spreadsManySessionsOverFilesThatAreAccepted() throws Exception {
    new Catalogue("bulk", 1_000, 0, 50).writeTo(folder);

    List<String> texts;
    try (Stream<Path> files = Files.list(folder)) {
      texts = files.map(CatalogueTest::read).toList();
    }
    assertThat(texts).allMatch(text -> text.length() < LARGEST_FILE);
    assertThat(texts.stream().mapToLong(text -> count(text, "  - key: ")).sum()).isEqualTo(1_000);
    assertThat(texts.stream().mapToLong(text -> count(text, "startsOn")).sum()).isEqualTo(50_000);
    assertThat(texts).noneMatch(text -> text.contains("capacity"));
  }

  private static long count(String text, String what) {
    return text.split(what, -1).length - 1;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
