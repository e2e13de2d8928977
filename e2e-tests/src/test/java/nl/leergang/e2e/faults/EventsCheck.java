package nl.leergang.e2e.faults;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nl.leergang.e2e.faults.Evidence.Follower;
import nl.leergang.e2e.faults.Evidence.LoggedEvent;
import nl.leergang.e2e.faults.Findings.Kind;

/** Every change is in its topic, in order, and everybody who follows the topic has come as far. */
final class EventsCheck implements Check {

  static final String REGISTRATIONS = "registration.registrations";
  static final String CONTACTS = "registration.contacts";
  static final String EDITIONS = "schedule.editions";
  static final String NOTIFICATIONS = "notification.notifications";

  @Override
  public void look(Evidence evidence, Findings findings) {
    Map<String, Map<String, List<LoggedEvent>>> topics = new HashMap<>();
    for (LoggedEvent event : evidence.events()) {
      topics
          .computeIfAbsent(event.topic(), _ -> new LinkedHashMap<>())
          .computeIfAbsent(event.key(), _ -> new ArrayList<>())
          .add(event);
    }
    Map<String, Long> registrations = new HashMap<>();
    evidence.registrations().forEach(one -> registrations.put(one.id().toString(), one.events()));
    Map<String, Long> editions = new HashMap<>();
    evidence.schedule().forEach(one -> editions.put(one.id(), one.events()));
    Map<String, Long> mails = new HashMap<>();
    evidence.mails().forEach(one -> mails.put(one.id(), one.events()));
    topic(REGISTRATIONS, registrations, topics, findings);
    topic(EDITIONS, editions, topics, findings);
    topic(NOTIFICATIONS, mails, topics, findings);
    Map<String, List<LoggedEvent>> contacts = topics.getOrDefault(CONTACTS, Map.of());
    registrations.keySet().stream()
        .filter(id -> !contacts.containsKey(id))
        .forEach(id -> findings.add(Kind.EVENT_LOST, CONTACTS + " has nothing of " + id));

    unsent(evidence, findings);
    Map<String, Map<String, Long>> ends =
        Map.of(REGISTRATIONS, registrations, EDITIONS, editions, CONTACTS, lastOf(contacts));
    evidence.followers().forEach(one -> follows(one, ends.get(one.topic()), findings));
    if (evidence.parked() > 0) {
      findings.add(Kind.PARKED, evidence.parked() + " events are parked");
    }
  }

  private static void topic(
      String topic,
      Map<String, Long> expected,
      Map<String, Map<String, List<LoggedEvent>>> topics,
      Findings findings) {
    Map<String, List<LoggedEvent>> logged = topics.getOrDefault(topic, Map.of());
    expected.forEach((key, last) -> {
      long next = 1;
      Map<Long, String> ids = new HashMap<>();
      for (LoggedEvent event : logged.getOrDefault(key, List.of())) {
        String id = ids.putIfAbsent(event.sequence(), event.id());
        if (event.sequence() == next) {
          next++;
        } else if (event.sequence() > next) {
          findings.add(
              Kind.EVENT_OUT_OF_ORDER,
              "%s %s: %d where %d was to come".formatted(topic, key, event.sequence(), next));
          next = event.sequence() + 1;
        }
        if (id != null && !id.equals(event.id())) {
          findings.add(
              Kind.EVENT_UNASKED,
              "%s %s: two events have number %d".formatted(topic, key, event.sequence()));
        }
      }
      if (next <= last) {
        findings.add(
            Kind.EVENT_LOST, "%s %s: ends with %d of %d".formatted(topic, key, next - 1, last));
      }
      if (next > last + 1) {
        findings.add(
            Kind.EVENT_UNASKED, "%s %s: has %d of %d".formatted(topic, key, next - 1, last));
      }
    });
    Set<String> unknown = new HashSet<>(logged.keySet());
    unknown.removeAll(expected.keySet());
    unknown.forEach(key -> findings.add(Kind.EVENT_UNASKED, topic + " tells of unknown " + key));
  }

  private static void unsent(Evidence evidence, Findings findings) {
    evidence.registrations().stream()
        .filter(one -> one.unsent() > 0)
        .forEach(one -> findings.add(Kind.EVENT_LOST, "still in the outbox of " + one.id()));
    evidence.schedule().stream()
        .filter(one -> one.unsent() > 0)
        .forEach(one -> findings.add(Kind.EVENT_LOST, "still in the outbox of " + one.id()));
    evidence.mails().stream()
        .filter(one -> one.unsent() > 0)
        .forEach(one -> findings.add(Kind.EVENT_LOST, "still in the outbox of " + one.id()));
  }

  private static Map<String, Long> lastOf(Map<String, List<LoggedEvent>> logged) {
    Map<String, Long> last = new HashMap<>();
    logged.forEach((key, events) -> last.put(key, events.getLast().sequence()));
    return last;
  }

  private static void follows(Follower follower, Map<String, Long> ends, Findings findings) {
    ends.forEach((key, last) -> {
      long fence = follower.fences().getOrDefault(key, 0L);
      if (fence != last) {
        findings.add(
            Kind.PROJECTION_BEHIND,
            "%s of %s: at %d of %d".formatted(follower.projection(), key, fence, last));
      }
    });
  }
}
