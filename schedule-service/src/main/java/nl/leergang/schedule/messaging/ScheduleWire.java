package nl.leergang.schedule.messaging;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The data of the schedule's events as {@code contracts/events} describes them; null is absent.
 * Kept apart from the model, so that renaming there cannot change what others read.
 */
final class ScheduleWire {

  private ScheduleWire() {}

  record OfficeData(String name, @Nullable String email, @Nullable String telephone) {}

  record LocationData(@Nullable String name, String city) {}

  record ProgrammePublishedData(
      String programmeId,
      String slug,
      String title,
      String kind,
      @Nullable String partOf,
      @Nullable String provider,
      String admission,
      @Nullable OfficeData office,
      String privacyStatementUrl,
      String summary) {}

  record ProgrammeData(
      String programmeId,
      String slug,
      String title,
      String admission,
      @Nullable String provider,
      @Nullable OfficeData office,
      String privacyStatementUrl) {}

  record SessionView(
      String sessionId,
      int number,
      String title,
      @Nullable LocalDate startsOn,
      @Nullable LocalDate endsOn,
      @Nullable Instant startsAt,
      @Nullable Instant endsAt,
      boolean overnight,
      @Nullable LocationData location,
      int sequence,
      String status) {}

  record EditionPublishedData(
      String editionId,
      int version,
      ProgrammeData programme,
      String registration,
      boolean sample,
      @Nullable Integer capacity,
      @Nullable Instant registrationClosesAt,
      List<SessionView> sessions) {}

  /** SessionScheduled and SessionRescheduled. */
  record SessionMovedData(
      String editionId,
      int version,
      @Nullable String reason,
      SessionView session,
      SessionView previous) {}

  record SessionCancelledData(
      String editionId, int version, @Nullable String reason, SessionView session) {}
}
