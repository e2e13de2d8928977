package nl.leergang.bench;

import java.io.IOException;
import java.util.List;

/** Something that is measured. */
interface Scenario {

  String name();

  /** One line on what is done. */
  String what();

  /** Starts what it needs, measures it, and stops it again. */
  List<Run> run(Bench bench) throws IOException, InterruptedException;
}
