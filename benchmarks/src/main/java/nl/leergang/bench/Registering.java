package nl.leergang.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Registrations, the control and the product in turn.
 *
 * @param way in which the product's arrive
 * @param hot all on one edition of ten seats instead of spread over many
 * @param alone whether the services that only follow events are stopped meanwhile
 */
record Registering(String name, String what, Way way, boolean hot, boolean alone)
    implements Scenario {

  enum Way {
    /** As fast as they are taken, as JSON. */
    JSON,
    /** As fast as they are taken, as a form to the portal; the control takes JSON. */
    FORM,
    /** At a fixed rate, as JSON. */
    RATE
  }

  private static final int SEATS = 100;

  @Override
  public List<Run> run(Bench bench) throws IOException, InterruptedException {
    List<Catalogue> catalogues = catalogues(bench.options());
    try (ProductSide product = bench.product(catalogues);
        Control control = bench.control()) {
      List<List<String>> editions = editions(product, catalogues);
      product.settle();
      if (alone) {
        product.stopFollowers();
      }
      if (way == Way.FORM) {
        product.throughPortal();
      }
      return rounds(bench, "", product, control, editions);
    }
  }

  /**
   * What is registered for while warming up, and in each round. Spread, each round has editions of
   * its own and of an ordinary size: what a seat costs depends on how many are taken.
   */
  List<Catalogue> catalogues(Options options) {
    if (hot) {
      Catalogue one = new Catalogue("hot", 1, 10, 2);
      return Collections.nCopies(options.rounds() + 1, one);
    }
    List<Catalogue> catalogues = new ArrayList<>();
    catalogues.add(new Catalogue("spread-warm", options.editions(), 1_000, 2));
    for (int round = 1; round <= options.rounds(); round++) {
      catalogues.add(new Catalogue("spread-" + round, options.editions(), SEATS, 2));
    }
    return catalogues;
  }

  /** The ids of their editions, which all take registrations. */
  static List<List<String>> editions(ProductSide product, List<Catalogue> catalogues)
      throws IOException, InterruptedException {
    List<List<String>> editions = new ArrayList<>();
    for (Catalogue catalogue : catalogues) {
      List<String> ids = product.editions(catalogue);
      product.awaitOpen(ids);
      editions.add(ids);
    }
    return editions;
  }

  /**
   * Warms both up and measures them in turn.
   *
   * @param editions those of the warm-up, and of each round
   */
  List<Run> rounds(
      Bench bench, String prefix, ProductSide product, Control control, List<List<String>> editions)
      throws IOException, InterruptedException {
    for (Side side : List.of(control, product)) {
      bench.say("%s%s warms up", prefix, side.name());
      asFastAsTaken(bench, side, prefix + "warm", editions.getFirst(), bench.options().warmup());
      side.settle();
    }
    List<Run> runs = new ArrayList<>();
    for (int round = 1; round <= bench.options().rounds(); round++) {
      runs.add(measured(bench, control, prefix, round, editions.get(round)));
      runs.add(measured(bench, product, prefix, round, editions.get(round)));
    }
    return runs;
  }

  private Run measured(Bench bench, Side side, String prefix, int round, List<String> editions)
      throws IOException, InterruptedException {
    boolean mails = side instanceof ProductSide && !alone;
    long storedBefore = side.stored();
    // At a fixed rate people come for a while before they are counted.
    long uncounted = way == Way.RATE ? bench.options().warmup() * 1000L : 0;
    long started = System.currentTimeMillis() + uncounted;
    CostMeter meter = new CostMeter(side.processes());
    Load load = load(bench, side, prefix + "r" + round, editions);
    long ended = System.nanoTime();
    side.settle();
    double settled = (System.nanoTime() - ended) / 1e9;
    Cost cost = meter.stop();
    long stored = side.stored() - storedBefore;
    if (stored < load.requests() - load.errors()) {
      throw new IOException(
          "%d answers of success, and only %d are stored"
              .formatted(load.requests() - load.errors(), stored));
    }
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("stored", (double) stored);
    figures.put("cpuSecondsPer1000", cost.allCpuSeconds() * 1000 / stored);
    figures.put("settledAfterSeconds", settled);
    if (side instanceof ProductSide product && mails) {
      figures.putAll(product.sink().since(started).figures(started));
    }
    Run run = new Run(prefix + side.name(), round, load, cost, figures);
    bench.say(
        "%s, round %d: %.0f/s, p99 %.1f ms, %d errors, %.2f CPU s per 1,000",
        run.side(),
        round,
        load.perSecond(),
        load.p99Millis(),
        load.errors(),
        cost.allCpuSeconds() * 1000 / stored);
    return run;
  }

  private Load load(Bench bench, Side side, String run, List<String> editions)
      throws IOException, InterruptedException {
    Options options = bench.options();
    return way == Way.RATE
        ? Arrivals.at(
            options.rate(),
            options.warmup(),
            options.seconds(120),
            side.address(),
            unique(side, run),
            editions,
            bench.fresh("arrivals"))
        : asFastAsTaken(bench, side, run, editions, options.seconds(10));
  }

  private Load asFastAsTaken(Bench bench, Side side, String run, List<String> editions, int seconds)
      throws IOException, InterruptedException {
    return bench
        .wrk()
        .register(
            side.address(),
            way == Way.FORM && side instanceof ProductSide ? "form" : "json",
            unique(side, run),
            editions,
            bench.options().connections(64),
            seconds);
  }

  /** Goes into keys and addresses, which take no blanks. */
  private String unique(Side side, String run) {
    return (name + side.name() + run).replaceAll("[^a-z0-9]", "");
  }
}
