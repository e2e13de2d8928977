package nl.leergang.schedule.programme;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who speaks in one particular session: the same person can speak from another perspective
 * in the next.
 *
 * @param titlesBefore Dutch academic titles that precede the name, e.g. {@code prof. dr.}
 * @param name without titles; null where only the kind of expert is known
 * @param titlesAfter titles that follow the name, e.g. {@code RA}
 * @param description what kind of expert; stands for the name where that is unknown
 * @param contribution what he or she does in this session
 */
public record Speaker(
    @Nullable String titlesBefore,
    @Nullable String name,
    @Nullable String titlesAfter,
    @Nullable String description,
    @Nullable String affiliation,
    @Nullable String perspective,
    @Nullable String contribution) {

  /** The name as it is printed, between its titles; null for somebody unnamed. */
  public @Nullable String nameWithTitles() {
    return name == null
        ? null
        : Stream.of(titlesBefore, name, titlesAfter)
            .filter(part -> part != null)
            .collect(Collectors.joining(" "));
  }
}
