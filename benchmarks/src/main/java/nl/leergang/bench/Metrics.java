package nl.leergang.bench;

import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;

/** A service's counters, as its Prometheus endpoint shows them. */
final class Metrics {

  private final Http management;

  Metrics(URI management) {
    this.management = new Http(management);
  }

  /**
   * The sum of the samples of this counter that carry one of the labels, or of all without labels.
   * Only this one is asked for: putting all of them together costs the service more than a mail.
   */
  double sum(String name, String... labels) throws IOException, InterruptedException {
    List<String> wanted = Arrays.asList(labels);
    return management
        .text("/actuator/prometheus?includedNames=" + name.replaceFirst("_total$", ""))
        .lines()
        .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
        .filter(line -> wanted.isEmpty() || wanted.stream().anyMatch(line::contains))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
