package nl.leergang.schedule.web;

import nl.leergang.schedule.programme.Speaker;
import org.jspecify.annotations.Nullable;

/**
 * A speaker in one session.
 *
 * @param name with titles, as printed; absent where only a description is known
 * @param titlesBefore the part of {@code name} that precedes the name proper
 * @param titlesAfter the part that follows it
 */
record SpeakerView(
    @Nullable String name,
    @Nullable String titlesBefore,
    @Nullable String titlesAfter,
    @Nullable String description,
    @Nullable String affiliation,
    @Nullable String perspective,
    @Nullable String contribution) {

  static SpeakerView of(Speaker speaker) {
    return new SpeakerView(
        speaker.nameWithTitles(),
        speaker.titlesBefore(),
        speaker.titlesAfter(),
        speaker.description(),
        speaker.affiliation(),
        speaker.perspective(),
        speaker.contribution());
  }
}
