package nl.leergang.notification.replica;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The replicas as the sender reads them, at the primary with read concern majority. */
public interface Replicas {

  Map<String, Contact> contacts(Collection<String> ids);

  Map<String, Participation> participations(Collection<String> ids);

  Map<String, Edition> editions(Collection<String> ids);

  Optional<Edition> edition(String id);

  Optional<Programme> programme(String id);

  Optional<BrochureRequest> brochureRequest(String id);

  /** The editions of a programme that take registrations. */
  List<Edition> editionsOf(String programmeId);

  /** Calls back for each registration on the edition, in batches. */
  void forEachParticipation(String editionId, Consumer<List<Participation>> batches);

  /** Ids of all editions. */
  List<String> editionIds();

  /**
   * The editions as they stand after what people are about to be told was noted: the last look
   * before mails go out.
   */
  Map<String, Edition> editionsNow(Collection<String> ids);

  /**
   * Notes what people are about to be told, all in one write. Never replaces what a later mail told
   * already.
   */
  void tell(List<Telling> tellings);

  /** Takes back what a mail that certainly did not arrive had noted; later mails' notes stay. */
  void untell(
      String participationId, String by, Collection<String> sessions, Map<String, Told> before);

  /** An edition whose registrations must be looked at because it changed. */
  Optional<DueEdition> nextDueEdition();

  /** Clears the mark unless the edition changed again since. */
  void fannedOut(DueEdition due);

  /** Contacts that were erased and whose stored mails still have to go. */
  List<String> erasedContacts(int max);

  void scrubbed(String contactId);

  /** Makes the indexes that the calls above rely on. */
  void createIndexes();

  /**
   * @param by the taking of the mail; who lost the mail to another can't take back what that one
   *     tells
   * @param messageId becomes the first mail's, if there was none
   */
  record Telling(String participationId, String by, Map<String, Told> tells, String messageId) {

    /** What it tells, with who told it. */
    Map<String, Told> noted() {
      return tells.entrySet().stream()
          .collect(Collectors.toMap(Map.Entry::getKey, told -> told.getValue().by(by)));
    }
  }

  /**
   * @param token of the change that made it due
   */
  record DueEdition(String editionId, String token) {}
}
