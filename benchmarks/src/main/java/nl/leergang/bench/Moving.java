package nl.leergang.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A session of an edition with many participants moves, until each of them has the mail. */
record Moving(String name, String what) implements Scenario {

  private static final int PARTICIPANTS = 1_000;

  @Override
  public List<Run> run(Bench bench) throws IOException, InterruptedException {
    Catalogue catalogue = new Catalogue("move", 1, PARTICIPANTS, 2);
    List<Run> runs = new ArrayList<>();
    try (ProductSide product = bench.product(List.of(catalogue))) {
      String edition = product.editions(catalogue).getFirst();
      product.awaitOpen(List.of(edition));
      product.register(edition, PARTICIPANTS - 1);
      product.settle();
      JsonNode session =
          new Http(product.site()).json("/v1/editions/" + edition).path("sessions").path(0);
      String path =
          "/v1/editions/" + edition + "/sessions/" + session.path("id").asString() + "/reschedule";
      for (int round = 1; round <= bench.options().rounds(); round++) {
        long sentBefore = product.mailsSent();
        CostMeter meter = new CostMeter(product.processes());
        long started = System.currentTimeMillis();
        Map<String, ?> target =
            Map.of(
                "startsAt",
                "2041-03-%02dT10:00".formatted(round),
                "endsAt",
                "2041-03-%02dT16:00".formatted(round));
        int status = product.staff().post(path, target, Map.of());
        if (status != 200) {
          throw new IOException("the move was answered with " + status);
        }
        product.awaitMailsSent(sentBefore + PARTICIPANTS);
        Map<String, Double> figures =
            new LinkedHashMap<>(product.sink().since(started).figures(started));
        figures.keySet().removeIf(figure -> figure.startsWith("postToMail"));
        Run run = new Run("product", round, null, meter.stop(), figures);
        bench.say("round %d: %s", round, figures);
        runs.add(run);
      }
    }
    return runs;
  }
}
