package nl.leergang.localrun;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nl.leergang.localrun.process.Program;

/**
 * One program of the product.
 *
 * @param ports on which it listens
 * @param after the names of those that must be ready once before it is started
 * @param stopOrder lower ones are stopped first
 * @param health answers 200 while it serves; absent for a program that is asked in its own way
 */
record Part(
    Program program, List<Port> ports, Set<String> after, int stopOrder, Optional<URI> health) {

  Part {
    ports = List.copyOf(ports);
    after = Set.copyOf(after);
  }

  String name() {
    return program.name();
  }

  /** A port and the environment variable that changes it. */
  record Port(int number, String variable) {}
}
