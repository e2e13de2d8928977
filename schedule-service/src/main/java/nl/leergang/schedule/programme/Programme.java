package nl.leergang.schedule.programme;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A programme or module as it is offered, whether or not an edition is planned.
 *
 * @param slug names it in addresses
 * @param provider the organisation that gives it; null where the catalogue names none
 * @param office who registers; null where the catalogue names none
 * @param partOf the larger programme that a module belongs to, where that is known by name only
 * @param privacyStatementUrl null: the page of this installation
 */
public record Programme(
    ProgrammeId id,
    String slug,
    String title,
    Kind kind,
    @Nullable String partOf,
    @Nullable String provider,
    List<String> partners,
    Admission admission,
    @Nullable Office office,
    @Nullable String privacyStatementUrl,
    ProgrammeContent content,
    List<SessionOutline> sessions) {

  public enum Kind {
    PROGRAMME,
    MODULE
  }

  public Programme {
    partners = partners == null ? List.of() : List.copyOf(partners);
    sessions = sessions == null ? List.of() : List.copyOf(sessions);
  }

  public Optional<SessionOutline> session(int number) {
    return sessions.stream().filter(outline -> outline.number() == number).findFirst();
  }
}
