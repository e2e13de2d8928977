package nl.leergang.e2e.faults;

import java.time.Duration;

/**
 * How much of it.
 *
 * @param rounds how often the fault is made
 * @param seed of every choice that is made: who, when, which edition
 * @param people who register at least, however soon the faults are over
 * @param perSecond people who come in each second
 * @param pace between two faults, on average
 * @param hold how long a fault lasts that is not over at once
 */
record Plan(int rounds, long seed, int people, double perSecond, Duration pace, Duration hold) {

  static final Plan DEFAULT =
      new Plan(12, 1, 500, 20, Duration.ofSeconds(8), Duration.ofSeconds(60));

  Plan withRounds(int number) {
    return new Plan(number, seed, people, perSecond, pace, hold);
  }

  Plan withSeed(long number) {
    return new Plan(rounds, number, people, perSecond, pace, hold);
  }

  Plan withPeople(int number) {
    return new Plan(rounds, seed, number, perSecond, pace, hold);
  }

  Plan withPerSecond(double number) {
    return new Plan(rounds, seed, people, number, pace, hold);
  }

  Plan withPace(Duration duration) {
    return new Plan(rounds, seed, people, perSecond, duration, hold);
  }

  Plan withHold(Duration duration) {
    return new Plan(rounds, seed, people, perSecond, pace, duration);
  }
}
