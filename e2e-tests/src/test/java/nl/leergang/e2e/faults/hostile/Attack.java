package nl.leergang.e2e.faults.hostile;

import java.util.Map;

/** One kind of attack; it tells what it found and how much it did. */
interface Attack {

  /** As the report calls it. */
  String name();

  /**
   * Makes it.
   *
   * @return what was done, for the report
   */
  Map<String, ?> on(Target target, Weaknesses found) throws Exception;
}
