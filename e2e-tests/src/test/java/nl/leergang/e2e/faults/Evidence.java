package nl.leergang.e2e.faults;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * All that can be known after a run, from each place by itself: the ledger, the documents of each
 * service, the topics, the mailbox and the public pages.
 *
 * @param registrations those that are not void
 * @param followers how far each projection has come, per aggregate
 * @param shown what the public catalogue says of each edition
 * @param office which people the notices to the offices name, one entry for each notice
 * @param refused to whom the mail server took no mail, for good
 * @param duplicatesAllowed sends that were under way at a fault that could hide their outcome
 */
record Evidence(
    List<Submission> ledger,
    Editions editions,
    List<Registration> registrations,
    Map<String, Seats> seats,
    List<Edition> schedule,
    List<Follower> followers,
    List<StoredMail> mails,
    List<LoggedEvent> events,
    List<MailSink.Received> mailbox,
    List<Notice> office,
    Map<String, Shown> shown,
    long parked,
    Set<String> refused,
    long duplicatesAllowed) {

  /**
   * A document of registration-service.
   *
   * @param events how many its topic must hold
   * @param unsent what its outbox still holds
   */
  record Registration(
      UUID id,
      String editionId,
      String email,
      String status,
      String outcome,
      long position,
      long queueNumber,
      UUID claim,
      long events,
      int unsent) {

    boolean seated() {
      return status.equals("CONFIRMED") || status.equals("HELD");
    }
  }

  /**
   * The seats of an edition.
   *
   * @param claims of each registration
   */
  record Seats(Map<UUID, UUID> claims, int notes, long waiting) {}

  /** A document of schedule-service. */
  record Edition(String id, long events, int unsent) {}

  /** The fence of one aggregate in one projection. */
  record Follower(String projection, String topic, Map<String, Long> fences) {}

  /** An entry of notification-service's ledger. */
  record StoredMail(
      String id,
      String template,
      String contactId,
      String status,
      String messageId,
      boolean uncertain,
      long events,
      int unsent) {}

  /** A record of a topic, in the order of its partition. */
  record LoggedEvent(
      String topic,
      int partition,
      long offset,
      String key,
      String id,
      long sequence,
      String type) {}

  /** A notice in the mailbox about a person. */
  record Notice(String messageId, String email) {}

  /** What everybody can see. */
  record Shown(String status, long freeSeats, long waiting) {}
}
