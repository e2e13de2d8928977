package nl.leergang.schedule.programme;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A session as the programme describes it; an edition says when it takes place.
 *
 * @param ownCase what participants do with their own case
 * @param returningTheme the theme that returns in each session, where this one has it
 * @param collectsQuestionsForSession number of the session in which questions that are collected
 *     here are put to the experts
 */
public record SessionOutline(
    int number,
    String title,
    @Nullable String description,
    @Nullable String ownCase,
    @Nullable String returningTheme,
    @Nullable Integer collectsQuestionsForSession,
    boolean overnight,
    List<Speaker> speakers) {

  public SessionOutline {
    speakers = speakers == null ? List.of() : List.copyOf(speakers);
  }
}
