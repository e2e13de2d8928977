package nl.leergang.e2e.faults;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** What the rig can do to the product. */
enum Scenario {
  KILL(
      "SIGKILL of any process at any time",
      RandomKills::new,
      Plan.of(12, 500, 20, 0),
      Plan.of(6, 0, 8, 0).withPace(1.5)),
  CRASH_POINTS(
      "a service dies at a named point between two writes",
      CrashPoints::new,
      Plan.of(12, 300, 10, 0),
      Plan.of(3, 0, 8, 0)),
  BROKER_AWAY(
      "no broker for a time, or none when the services start",
      BrokerAway::new,
      Plan.of(2, 500, 20, 30),
      Plan.of(2, 0, 8, 3)),
  DATABASE_AWAY(
      "the database is gone, or takes connections and never answers",
      DatabaseAway::new,
      Plan.of(2, 500, 20, 20),
      Plan.of(2, 0, 8, 7)),
  PAUSE(
      "SIGSTOP of any process, SIGCONT later",
      Pauses::new,
      Plan.of(6, 500, 20, 60),
      Plan.of(2, 0, 8, 4)),
  TWO_INSTANCES(
      "last seats from two instances of each service at once",
      TwoInstances::new,
      Plan.of(6, 0, 20, 0).withCrowd(1_000),
      Plan.of(2, 0, 8, 0)),
  REBALANCE(
      "instances come and go, so that the topics are dealt out anew each time",
      Rebalance::new,
      Plan.of(12, 500, 20, 0).withPace(10),
      Plan.of(3, 0, 8, 0).withPace(2)),
  MAIL_SERVER(
      "421, 450, 550, slow, broken off before and after the final dot, down",
      MailTrouble::new,
      Plan.of(2, 400, 20, 20),
      Plan.of(1, 60, 12, 2)),
  POISON(
      "messages that no service of ours would send",
      Poison::new,
      Plan.of(3, 200, 10, 0),
      Plan.of(1, 0, 8, 0)),
  REPLAY(
      "everything delivered again, shuffled; new events in the wrong order",
      Replay::new,
      Plan.of(2, 300, 20, 0),
      Plan.of(1, 20, 8, 0)),
  BURST(
      "more people at once than the queue has room for",
      Burst::new,
      Plan.of(2, 0, 20, 8).withCrowd(1_000),
      Plan.of(1, 0, 8, 3).withCrowd(400)),
  CLOCK(
      "the services' clock jumps by hours",
      ClockJumps::new,
      Plan.of(2, 300, 20, 0),
      Plan.of(1, 0, 8, 0)),
  DISK_FULL(
      "database and broker have no room on the disk",
      DiskFull::new,
      Plan.of(2, 300, 20, 20),
      Plan.of(1, 0, 8, 4)),
  STORM(
      "SIGKILL after SIGKILL, and beside it SIGSTOP, of all processes and of second instances",
      Storm::new,
      Plan.of(200, 50_000, 25, 60).withStops(20),
      Plan.of(10, 2_000, 25, 10).withStops(1));

  private final String description;
  private final Supplier<Fault> fault;
  private final Plan usual;
  private final Plan brief;

  Scenario(String description, Supplier<Fault> fault, Plan usual, Plan brief) {
    this.description = description;
    this.fault = fault;
    this.usual = usual;
    this.brief = brief;
  }

  /** Those with these names, in the order given, with commas between; none where one is unknown. */
  static List<Scenario> named(String names) {
    List<Scenario> found = new ArrayList<>();
    for (String name : names.split(",", -1)) {
      Arrays.stream(values()).filter(one -> one.wireName().equals(name)).forEach(found::add);
    }
    return found.size() == names.split(",", -1).length ? found : List.of();
  }

  /** As it is asked for: {@code broker-away}. */
  String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String description() {
    return description;
  }

  Fault fault() {
    return fault.get();
  }

  /** What is done when nobody says how much. */
  Plan usual() {
    return usual;
  }

  /** Just enough for each thing to happen once. */
  Plan brief() {
    return brief;
  }

  /** Whether it can be one of several on the same product, one after the other. */
  boolean sharesProduct() {
    return this != STORM;
  }
}
