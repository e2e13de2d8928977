package nl.leergang.schedule.catalogue;

/**
 * Why a catalogue file was not imported.
 *
 * @param line from 1
 */
record CatalogueProblem(String file, int line, String message) {

  @Override
  public String toString() {
    return file + ":" + line + ": " + message;
  }
}
