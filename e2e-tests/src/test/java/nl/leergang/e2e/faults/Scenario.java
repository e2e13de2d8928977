package nl.leergang.e2e.faults;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** What the rig can do to the product. */
enum Scenario {
  KILL("SIGKILL of any process at any time", () -> new RandomKills(Integer.MAX_VALUE)),
  STORM("SIGKILL as in kill, and every tenth time SIGSTOP beside it", () -> new RandomKills(10)),
  CRASH_POINTS("a service dies at a named point between two writes", CrashPoints::new),
  PAUSE("SIGSTOP of any process, SIGCONT later", Pauses::new),
  BROKER_AWAY("no broker for a time, or none when the services start", BrokerAway::new),
  DATABASE_AWAY("the database is gone, or takes connections and never answers", DatabaseAway::new),
  TWO_INSTANCES("last seats from two instances, while others come and go", TwoInstances::new),
  MAIL_SERVER(
      "421, 450, 550, slow, broken off before and after the final dot, down", MailTrouble::new),
  POISON("messages that no service of ours would send", Poison::new),
  REPLAY("everything delivered again, shuffled; new events in the wrong order", Replay::new),
  BURST("more people at once than the queue has room for", Burst::new),
  DISK_FULL("database and broker have no room on the disk", DiskFull::new),
  CLOCK("the services' clock jumps by hours", ClockJumps::new);

  private final String description;
  private final Supplier<Fault> fault;

  Scenario(String description, Supplier<Fault> fault) {
    this.description = description;
    this.fault = fault;
  }

  static Optional<Scenario> named(String name) {
    return Arrays.stream(values()).filter(one -> one.wireName().equals(name)).findFirst();
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
}
