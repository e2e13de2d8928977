package nl.leergang.e2e.faults;

/** One way to hurt the product. */
interface Fault {

  /** What the product must be started with, so that it can be hurt this way. */
  default Setup needs(Setup setup) throws Exception {
    return setup;
  }

  /**
   * Lets people register, does the harm and undoes it. Whatever follows from both may still be
   * under way when it returns; the rig waits for that and compares.
   *
   * @throws FaultMissedException when the harm was not done, so that nothing was shown
   */
  void happen(Rig rig, Plan plan) throws Exception;
}
