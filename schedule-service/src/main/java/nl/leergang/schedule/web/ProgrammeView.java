package nl.leergang.schedule.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import nl.leergang.schedule.programme.Admission;
import nl.leergang.schedule.programme.Office;
import nl.leergang.schedule.programme.Programme;
import nl.leergang.schedule.programme.ProgrammeContent;
import nl.leergang.schedule.programme.SessionOutline;
import org.jspecify.annotations.Nullable;

/**
 * A programme with its editions. Facts that are not known are absent.
 *
 * @param provider null where the catalogue names none
 * @param content its fields stand directly in the programme
 * @param sessions as the programme describes them, without dates
 * @param editions those not over yet, then the latest past ones, 20 together at most
 * @param editionCount how many there are in all
 */
record ProgrammeView(
    String id,
    String slug,
    String title,
    Programme.Kind kind,
    @Nullable String partOf,
    @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String provider,
    List<String> partners,
    Admission admission,
    Office office,
    String privacyStatementUrl,
    @JsonUnwrapped ProgrammeContent content,
    List<OutlineView> sessions,
    List<EditionView> editions,
    long editionCount) {

  record OutlineView(
      int number,
      String title,
      @Nullable String description,
      @Nullable String ownCase,
      @Nullable String returningTheme,
      @Nullable Integer collectsQuestionsForSession,
      boolean overnight,
      List<SpeakerView> speakers) {

    static OutlineView of(SessionOutline outline) {
      return new OutlineView(
          outline.number(),
          outline.title(),
          outline.description(),
          outline.ownCase(),
          outline.returningTheme(),
          outline.collectsQuestionsForSession(),
          outline.overnight(),
          outline.speakers().stream().map(SpeakerView::of).toList());
    }
  }

  static ProgrammeView of(
      Programme programme,
      Office office,
      String privacyStatementUrl,
      List<EditionView> editions,
      long count) {
    return new ProgrammeView(
        programme.id().value(),
        programme.slug(),
        programme.title(),
        programme.kind(),
        programme.partOf(),
        programme.provider(),
        programme.partners(),
        programme.admission(),
        office,
        privacyStatementUrl,
        programme.content(),
        programme.sessions().stream().map(OutlineView::of).toList(),
        editions,
        count);
  }
}
