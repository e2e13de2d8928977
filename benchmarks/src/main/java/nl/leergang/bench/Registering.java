package nl.leergang.bench;

import java.io.IOException;
import java.util.ArrayList;
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

  @Override
  public List<Run> run(Bench bench) throws IOException, InterruptedException {
    Catalogue catalogue = catalogue(bench.options());
    try (ProductSide product = bench.product(List.of(catalogue));
        Control control = bench.control()) {
      List<String> editions = product.editions(catalogue);
      product.awaitOpen(editions);
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

  Catalogue catalogue(Options options) {
    return hot
        ? new Catalogue("hot", 1, 10, 2)
        : new Catalogue("spread", options.editions(), 1_000, 2);
  }

  /** Warms both up and measures them in turn. */
  List<Run> rounds(
      Bench bench, String prefix, ProductSide product, Control control, List<String> editions)
      throws IOException, InterruptedException {
    for (Side side : List.of(control, product)) {
      bench.say("%s%s warms up", prefix, side.name());
      asFastAsTaken(bench, side, prefix + "warm", editions, bench.options().warmup());
      side.settle();
    }
    List<Run> runs = new ArrayList<>();
    for (int round = 1; round <= bench.options().rounds(); round++) {
      runs.add(measured(bench, control, prefix, round, editions));
      runs.add(measured(bench, product, prefix, round, editions));
    }
    return runs;
  }

  private Run measured(Bench bench, Side side, String prefix, int round, List<String> editions)
      throws IOException, InterruptedException {
    boolean mails = side instanceof ProductSide && !alone;
    if (side instanceof ProductSide product && mails) {
      product.sink().empty();
    }
    long storedBefore = side.stored();
    long started = System.currentTimeMillis();
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
      figures.putAll(product.sink().caught().figures(started));
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
