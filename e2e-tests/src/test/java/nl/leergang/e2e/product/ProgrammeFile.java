package nl.leergang.e2e.product;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A programme with editions that are alike, as a catalogue file says it.
 *
 * @param admission DIRECT or INTAKE
 * @param office where the notices of this programme go
 * @param capacity of each edition; null for no maximum
 * @param sessions of each edition
 */
public record ProgrammeFile(
    String slug, String admission, String office, int editions, Integer capacity, int sessions) {

  public String yaml() {
    return """
    programme:
      slug: %1$s
      title: Proefprogramma %1$s
      kind: PROGRAMME
      admission: %5$s
      provider: Bureau voor proeven
      office: {name: Bureau voor proeven, email: %2$s}
      audience: Proefpersonen
      summary: Een programma voor de tests.
      sessions:
    %3$seditions:
    %4$s\
    """
        .formatted(slug, office, outline(), allEditions(), admission);
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
