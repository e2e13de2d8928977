package nl.leergang.e2e.product;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Programmes for the tests, each with editions of its own, so that no test's registrations get into
 * another's way. They come in through the documented catalogue files.
 */
public enum TestCatalogue {
  LAST_SEATS(1, 10, 1),
  SAME_KEY(1, null, 1),
  MOVES(MovesRounds.COUNT, null, 1),
  BROKER(1, 60, 2),
  CRASH(1, 100, 1),
  OTHER_SITE(1, 40, 1),
  CANCELLED(1, 30, 2),
  METRICS(1, 20, 1);

  /** How many editions the races about moves take: one for each round. */
  public static final class MovesRounds {
    public static final int COUNT = 40;

    private MovesRounds() {}
  }

  private final int editions;
  private final Integer capacity;
  private final int sessions;

  TestCatalogue(int editions, Integer capacity, int sessions) {
    this.editions = editions;
    this.capacity = capacity;
    this.sessions = sessions;
  }

  public String slug() {
    return "e2e-" + name().toLowerCase().replace('_', '-');
  }

  /** Where the office's notices of this programme go. */
  public String office() {
    return "bureau." + slug() + "@example.org";
  }

  static void writeTo(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (TestCatalogue programme : values()) {
      Files.writeString(folder.resolve(programme.slug() + ".yaml"), programme.yaml());
    }
  }

  private String yaml() {
    return """
    programme:
      slug: %1$s
      title: Proefprogramma %1$s
      kind: PROGRAMME
      admission: DIRECT
      provider: Bureau voor proeven
      office: {name: Bureau voor proeven, email: %2$s}
      audience: Proefpersonen
      summary: Een programma voor de tests.
      sessions:
    %3$seditions:
    %4$s\
    """
        .formatted(slug(), office(), outline(), allEditions());
  }

  private String outline() {
    return numbers(sessions)
        .mapToObj(n -> "    - {number: %d, title: Proefbijeenkomst %d}\n".formatted(n, n))
        .collect(Collectors.joining());
  }

  private String allEditions() {
    return numbers(editions)
        .mapToObj(n ->
            "  - key: editie-%d\n%s    location: {name: Proefzaal, city: Utrecht}\n    sessions:\n%s"
                .formatted(
                    n, capacity == null ? "" : "    capacity: " + capacity + "\n", allSessions()))
        .collect(Collectors.joining());
  }

  private String allSessions() {
    return numbers(sessions)
        .mapToObj(n ->
            "      - {number: %d, startsOn: '2034-0%d-07', startTime: '09:30', endTime: '16:30'}\n"
                .formatted(n, n))
        .collect(Collectors.joining());
  }

  private static IntStream numbers(int count) {
    return IntStream.rangeClosed(1, count);
  }
}
