package nl.leergang.schedule.programme;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is told about a programme. Everything that its source does not tell is null or empty and
 * stays so.
 *
 * @param experiences what is known of former participants' experiences
 * @param leadTime the period over which the sessions are spread, in words
 * @param maximumParticipants for every edition, as the programme's description gives it
 * @param price as printed; null when it is not known
 * @param source where the text comes from
 */
public record ProgrammeContent(
    @Nullable String subtitle,
    String audience,
    @Nullable String lead,
    String summary,
    List<Section> background,
    List<String> goals,
    List<String> results,
    List<String> competences,
    @Nullable String experiences,
    @Nullable String duration,
    @Nullable String leadTime,
    @Nullable String format,
    @Nullable String ownCase,
    @Nullable String returningTheme,
    @Nullable String book,
    @Nullable String intake,
    @Nullable Location location,
    @Nullable Integer maximumParticipants,
    boolean brochure,
    @Nullable String price,
    List<Contact> contacts,
    @Nullable String source) {

  public ProgrammeContent {
    background = background == null ? List.of() : List.copyOf(background);
    goals = goals == null ? List.of() : List.copyOf(goals);
    results = results == null ? List.of() : List.copyOf(results);
    competences = competences == null ? List.of() : List.copyOf(competences);
    contacts = contacts == null ? List.of() : List.copyOf(contacts);
  }

  /** A piece of text under a heading. */
  public record Section(String heading, String text) {}

  /** Where else one can turn to, and for what. */
  public record Contact(String purpose, @Nullable String name, @Nullable String telephone) {}
}
