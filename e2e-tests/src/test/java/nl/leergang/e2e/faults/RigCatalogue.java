package nl.leergang.e2e.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nl.leergang.e2e.product.Api;
import nl.leergang.e2e.product.ProgrammeFile;

/** The rig's own programmes: with seats enough, with far too few, and without a maximum. */
enum RigCatalogue {
  ROOMY("DIRECT", 12, 1_000),
  INTAKE("INTAKE", 3, 1_000),
  TIGHT("DIRECT", 6, 10),
  UNLIMITED("DIRECT", 4, null),
  LAST_SEATS("DIRECT", 40, 10);

  private static final Duration READ_WITHIN = Duration.ofMinutes(2);

  private final String admission;
  private final int editions;
  private final Integer capacity;

  RigCatalogue(String admission, int editions, Integer capacity) {
    this.admission = admission;
    this.editions = editions;
    this.capacity = capacity;
  }

  private String slug() {
    return "rig-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String office() {
    return "bureau." + slug() + "@example.org";
  }

  static void writeTo(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (RigCatalogue one : values()) {
      ProgrammeFile file =
          new ProgrammeFile(one.slug(), one.admission, one.office(), one.editions, one.capacity, 1);
      Files.writeString(folder.resolve(one.slug() + ".yaml"), file.yaml());
    }
  }

  /** Its editions, once the portal shows all of them. */
  Editions editions(Api portal) throws InterruptedException {
    long giveUp = System.nanoTime() + READ_WITHIN.toNanos();
    List<String> ids;
    do {
      ids =
          portal.list("/v1/editions?programme=" + slug()).stream()
              .map(edition -> edition.path("id").asString())
              .sorted()
              .toList();
      if (ids.size() < editions) {
        Thread.sleep(200);
      }
    } while (ids.size() < editions && System.nanoTime() < giveUp);
    if (ids.size() != editions) {
      throw new IllegalStateException(
          "%d of the %d editions of %s are there".formatted(ids.size(), editions, slug()));
    }
    Map<String, Integer> capacities = new HashMap<>();
    if (capacity != null) {
      ids.forEach(id -> capacities.put(id, capacity));
    }
    return new Editions(ids, Map.copyOf(capacities));
  }
}
