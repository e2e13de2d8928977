package nl.leergang.bench;

/**
 * What the generator saw.
 *
 * @param requests that were answered
 * @param refused answers with a status of 400 or above
 * @param broken requests without an answer: refused, broken off or timed out connections
 */
record Load(
    long requests,
    double seconds,
    double p50Millis,
    double p99Millis,
    double maxMillis,
    long refused,
    long broken) {

  double perSecond() {
    return requests / seconds;
  }

  long errors() {
    return refused + broken;
  }
}
