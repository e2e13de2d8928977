package nl.leergang.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The accepting side with nothing there, and with as many registrations and sessions as were asked
 * for. The control is measured beside both, and stays empty: it shows what the machine did
 * meanwhile.
 */
record Size(String name, String what, Registering spread, Registering hot) implements Scenario {

  private static final int SESSIONS_EACH = 50;
  private static final int CONNECTIONS = 64;
  private static final int PIECE_SECONDS = 30;

  @Override
  public List<Run> run(Bench bench) throws IOException, InterruptedException {
    List<Run> runs = new ArrayList<>();
    try (Control control = bench.control()) {
      runs.addAll(measured(bench, control, "empty ", 0, 0));
      Options options = bench.options();
      runs.addAll(measured(bench, control, "full ", options.registrations(), options.sessions()));
    }
    return runs;
  }

  private List<Run> measured(
      Bench bench, Control control, String prefix, int registrations, int sessions)
      throws IOException, InterruptedException {
    List<Catalogue> many = spread.catalogues(bench.options());
    List<Catalogue> one = hot.catalogues(bench.options());
    Catalogue bulk = new Catalogue("bulk", sessions / SESSIONS_EACH, 0, SESSIONS_EACH);
    List<Run> runs = new ArrayList<>();
    try (ProductSide product =
        bench.product(Stream.of(many, one).flatMap(List::stream).distinct().toList())) {
      List<List<String>> spreadEditions = Registering.editions(product, many);
      List<List<String>> hotEdition = Registering.editions(product, one);
      product.publish(bulk);
      List<String> bulkEditions = Registering.editions(product, List.of(bulk)).getFirst();
      product.stopFollowers();
      fill(bench, product, bulkEditions, registrations);
      runs.addAll(spread.rounds(bench, prefix + "spread ", product, control, spreadEditions));
      runs.addAll(hot.rounds(bench, prefix + "hot ", product, control, hotEdition));
    }
    return runs;
  }

  private static void fill(Bench bench, ProductSide product, List<String> editions, int wanted)
      throws IOException, InterruptedException {
    int piece = 0;
    while (product.stored() < wanted) {
      bench
          .wrk()
          .register(
              product.address(), "json", "fill" + piece, editions, CONNECTIONS, PIECE_SECONDS);
      bench.say("filled with %d of %d registrations", product.stored(), wanted);
      piece++;
    }
    product.settle();
  }
}
