package nl.leergang.e2e.faults;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nl.leergang.e2e.product.Answer;
import nl.leergang.e2e.product.Api;
import nl.leergang.e2e.product.NoAnswerException;

/**
 * What the product's public metrics say is still under way, which is what whoever runs it goes by.
 *
 * @param services where every instance reports its metrics
 */
record OwnFigures(List<Api> services) {

  private static final List<String> MUST_BE_NOTHING =
      List.of(
          "leergang_outbox_depth",
          "leergang_consumer_lag",
          "leergang_mails_waiting",
          "leergang_seats_violations");
  private static final Pattern SAMPLE =
      Pattern.compile("^(\\w+)(?:\\{[^}]*})? ([-+0-9.eE]+)$", Pattern.MULTILINE);

  Map<String, Object> look() {
    Map<String, Object> open = new TreeMap<>();
    for (Api service : services) {
      try {
        Answer metrics = service.get("/actuator/prometheus");
        if (metrics.status() != 200) {
          open.put("metrics from " + service.origin(), metrics.status());
        }
        Matcher sample = SAMPLE.matcher(metrics.text());
        while (sample.find()) {
          double value = Double.parseDouble(sample.group(2));
          if (MUST_BE_NOTHING.contains(sample.group(1)) && value != 0) {
            open.put(sample.group(1) + " of " + service.origin(), value);
          }
        }
      } catch (NoAnswerException e) {
        open.put("metrics from " + service.origin(), "no answer");
      }
    }
    return open;
  }
}
