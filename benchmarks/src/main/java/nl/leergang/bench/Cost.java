package nl.leergang.bench;

import java.util.Map;

/**
 * What a run took.
 *
 * @param cpuSeconds by process, from the first request until what follows from the last was done
 * @param peakMegabytes proportional set size of all processes together, at its highest
 */
record Cost(Map<String, Double> cpuSeconds, double peakMegabytes) {

  double allCpuSeconds() {
    return cpuSeconds.values().stream().mapToDouble(Double::doubleValue).sum();
  }
}
