package nl.leergang.e2e.product;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

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
  METRICS(1, 20, 1),
  HOSTILE(1, null, 1);

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
    return new ProgrammeFile(slug(), "DIRECT", office(), editions, capacity, sessions).yaml();
  }
}
