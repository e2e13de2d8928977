package nl.leergang.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Editions for a measurement, brought in through the documented catalogue files.
 *
 * @param name part of the slugs
 * @param editions how many
 * @param capacity of each; 0 for no maximum
 * @param sessions of each edition
 */
record Catalogue(String name, int editions, int capacity, int sessions) {

  // A file may have 1 MB and 500 editions.
  private static final int BYTES_PER_FILE = 700_000;
  private static final int EDITIONS_PER_FILE = 250;
  private static final int BYTES_PER_SESSION = 80;
  private static final int BYTES_PER_EDITION = 100;

  private int perFile() {
    return Math.clamp(
        BYTES_PER_FILE / (BYTES_PER_EDITION + sessions * BYTES_PER_SESSION), 1, EDITIONS_PER_FILE);
  }

  int programmes() {
    return (editions + perFile() - 1) / perFile();
  }

  String slug(int programme) {
    return "bench-" + name + "-" + programme;
  }

  void writeTo(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (int programme = 0; programme < programmes(); programme++) {
      int first = programme * perFile();
      int count = Math.min(perFile(), editions - first);
      Files.writeString(folder.resolve(slug(programme) + ".yaml"), yaml(programme, first, count));
    }
  }

  private String yaml(int programme, int first, int count) {
    StringBuilder yaml = new StringBuilder(BYTES_PER_FILE);
    yaml.append(
        """
        programme:
          slug: %1$s
          title: Meetprogramma %1$s
          kind: PROGRAMME
          admission: DIRECT
          provider: Bureau voor metingen
          office: {name: Bureau voor metingen, email: office@bench.example.org}
          audience: Deelnemers aan een meting
          summary: Een programma waarmee gemeten wordt.
          sessions:
        """
            .formatted(slug(programme)));
    for (int session = 1; session <= sessions; session++) {
      yaml.append("    - {number: %1$d, title: Bijeenkomst %1$d}\n".formatted(session));
    }
    yaml.append("editions:\n");
    for (int edition = first; edition < first + count; edition++) {
      yaml.append("  - key: editie-").append(edition).append('\n');
      if (capacity > 0) {
        yaml.append("    capacity: ").append(capacity).append('\n');
      }
      yaml.append("    location: {name: Meetzaal, city: Utrecht}\n    sessions:\n");
      for (int session = 1; session <= sessions; session++) {
        yaml.append(
            "      - {number: %d, startsOn: %d-%02d-%02d, startTime: '09:30', endTime: '16:30'}\n"
                .formatted(
                    session, 2040 + session / 240, 1 + session % 12, 1 + (session / 12) % 20));
      }
    }
    return yaml.toString();
  }
}
