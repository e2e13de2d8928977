package nl.leergang.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Visitors who read: pages of programmes and forms of editions, and the public API. */
record Visiting(String name, String what) implements Scenario {

  private static final int VISITORS = 100;

  @Override
  public List<Run> run(Bench bench) throws IOException, InterruptedException {
    Catalogue catalogue = new Catalogue("visit", 20, 20, 8);
    List<Run> runs = new ArrayList<>();
    try (ProductSide product = bench.product(List.of(catalogue))) {
      product.awaitOpen(product.editions(catalogue));
      product.settle();
      Http site = new Http(product.site());
      List<String> pages = new ArrayList<>(List.of("/", "/en"));
      List<String> api = new ArrayList<>(List.of("/v1/programmes", "/v1/editions"));
      for (JsonNode programme : site.list("/v1/programmes")) {
        String slug = programme.path("slug").asString();
        pages.add("/programmes/" + slug);
        pages.add("/en/programmes/" + slug);
        api.add("/v1/programmes/" + slug);
        api.add("/v1/editions?programme=" + slug);
      }
      for (JsonNode edition : site.list("/v1/editions")) {
        String id = edition.path("id").asString();
        api.add("/v1/editions/" + id);
        if (edition.path("status").asString().equals("OPEN")) {
          pages.add("/editions/" + id + "/register");
        }
      }
      Map<String, List<String>> kinds = Map.of("pages", pages, "api", api);
      for (String kind : List.of("pages", "api")) {
        bench.say("%s warm up", kind);
        visit(bench, product, kinds.getOrDefault(kind, List.of()), bench.options().warmup());
      }
      for (int round = 1; round <= bench.options().rounds(); round++) {
        for (String kind : List.of("pages", "api")) {
          CostMeter meter = new CostMeter(product.processes());
          Load load =
              visit(
                  bench, product, kinds.getOrDefault(kind, List.of()), bench.options().seconds(10));
          Cost cost = meter.stop();
          runs.add(
              new Run(
                  kind,
                  round,
                  load,
                  cost,
                  Map.of("cpuSecondsPer1000", cost.allCpuSeconds() * 1000 / load.requests())));
          bench.say(
              "%s, round %d: %.0f/s, p99 %.1f ms, %d errors",
              kind, round, load.perSecond(), load.p99Millis(), load.errors());
        }
      }
    }
    return runs;
  }

  private static Load visit(Bench bench, ProductSide product, List<String> paths, int seconds)
      throws IOException, InterruptedException {
    return bench.wrk().visit(product.site(), paths, bench.options().connections(VISITORS), seconds);
  }
}
