package nl.leergang.e2e.faults;

import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What does not add up. */
final class Findings {

  /** A promise that can be broken. */
  enum Kind {
    /** A person was told "registered" and is not. */
    REGISTRATION_LOST,
    /** The same person or key has two registrations. */
    REGISTRATION_DOUBLED,
    /** Somebody is registered who never asked. */
    REGISTRATION_UNASKED,
    /** The document is not what the person was told. */
    REGISTRATION_OTHERWISE,
    /**
     * An answer that no caller should see: 500, a refusal of a good request, 503 without a time.
     */
    ANSWER_WRONG,
    /** More seats given than there are. */
    OVERSOLD,
    /** Somebody waits while a seat is free. */
    SEAT_UNUSED,
    /** Somebody who came later has a seat, or a place further to the front. */
    OUT_OF_TURN,
    /** The edition's document and the registrations differ. */
    SEATS_DIFFER,
    /** The public pages say otherwise. */
    CATALOGUE_DIFFERS,
    /** A change of a document never reached its topic. */
    EVENT_LOST,
    /** Events of one aggregate stand in the wrong order. */
    EVENT_OUT_OF_ORDER,
    /** An event tells of something that is not so. */
    EVENT_UNASKED,
    /** A projection has not applied what is in the topic. */
    PROJECTION_BEHIND,
    /** An event could not be applied. */
    PARKED,
    /** A mail that is due is not in the mailbox. */
    MAIL_MISSING,
    /** The product says that it sent what the mailbox does not hold, or the other way round. */
    MAIL_DIFFERS,
    /** A mail arrived twice without being marked as uncertain, or too many did. */
    MAIL_DOUBLED,
    /** The product's own figures never said that all is done. */
    NOT_SETTLED,
    /** A process ended that nobody killed. */
    ENDED,
    /** The product did not serve while it must. */
    NOT_AVAILABLE,
    /** The rig itself failed, or did not get its fault done: nothing was shown. */
    RIG
  }

  private static final int EXAMPLES = 5;

  private final Map<Kind, Set<String>> all = new EnumMap<>(Kind.class);

  void add(Kind kind, String what) {
    all.computeIfAbsent(kind, _ -> new LinkedHashSet<>()).add(what);
  }

  void addAll(Findings others) {
    others.all.forEach((kind, some) -> some.forEach(what -> add(kind, what)));
  }

  /** Those of both. */
  Findings and(Findings others) {
    Findings both = new Findings();
    both.addAll(this);
    both.addAll(others);
    return both;
  }

  /** Those that were not there before. */
  Findings without(Findings known) {
    Findings rest = new Findings();
    all.forEach((kind, some) ->
        some.stream()
            .filter(what -> !known.all.getOrDefault(kind, Set.of()).contains(what))
            .forEach(what -> rest.add(kind, what)));
    return rest;
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  boolean has(Kind kind) {
    return all.containsKey(kind);
  }

  Map<Kind, Integer> counts() {
    Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
    all.forEach((kind, some) -> counts.put(kind, some.size()));
    return counts;
  }

  Map<Kind, List<String>> examples() {
    Map<Kind, List<String>> examples = new EnumMap<>(Kind.class);
    all.forEach((kind, some) -> examples.put(kind, some.stream().limit(EXAMPLES).toList()));
    return examples;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    examples()
        .forEach((kind, some) ->
            text.append("  %s: %d, such as%n".formatted(kind, all.get(kind).size()))
                .append(
                    some.stream()
                        .map(example -> "    " + example + System.lineSeparator())
                        .reduce("", String::concat)));
    return text.toString();
  }
}
