package nl.leergang.e2e.faults;

import java.time.Duration;

/**
 * How much of it.
 *
 * @param rounds how often the fault is made
 * @param stops how often a process is stopped for a while beside that, where a scenario does both
 * @param seed of every choice that is made: who, when, which edition
 * @param people who register at least, however soon the faults are over
 * @param perSecond people who come in each second
 * @param crowd people who come at the same moment, where a scenario has a crowd
 * @param pace between two faults, on average
 * @param hold how long a fault lasts that is not over at once
 */
record Plan(
    int rounds,
    int stops,
    long seed,
    int people,
    double perSecond,
    int crowd,
    Duration pace,
    Duration hold) {

  /**
   * @param hold in seconds
   */
  static Plan of(int rounds, int people, double perSecond, double hold) {
    return new Plan(rounds, 0, 1, people, perSecond, 150, Duration.ofSeconds(8), millis(hold));
  }

  private static Duration millis(double seconds) {
    return Duration.ofMillis(Math.round(seconds * 1_000));
  }

  Plan withRounds(int number) {
    return new Plan(number, stops, seed, people, perSecond, crowd, pace, hold);
  }

  Plan withStops(int number) {
    return new Plan(rounds, number, seed, people, perSecond, crowd, pace, hold);
  }

  Plan withSeed(long number) {
    return new Plan(rounds, stops, number, people, perSecond, crowd, pace, hold);
  }

  Plan withPeople(int number) {
    return new Plan(rounds, stops, seed, number, perSecond, crowd, pace, hold);
  }

  Plan withPerSecond(double number) {
    return new Plan(rounds, stops, seed, people, number, crowd, pace, hold);
  }

  Plan withCrowd(int number) {
    return new Plan(rounds, stops, seed, people, perSecond, number, pace, hold);
  }

  Plan withPace(double seconds) {
    return new Plan(rounds, stops, seed, people, perSecond, crowd, millis(seconds), hold);
  }

  Plan withHold(double seconds) {
    return new Plan(rounds, stops, seed, people, perSecond, crowd, pace, millis(seconds));
  }
}
