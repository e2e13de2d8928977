package nl.leergang.schedule.catalogue;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import nl.leergang.schedule.edition.Editions;
import nl.leergang.schedule.edition.Moment;
import nl.leergang.schedule.programme.Programmes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Publishes what the catalogue files say, once: what is there already stays as staff left it. May
 * run again and on several instances at the same time.
 */
@Component
class CatalogueImport {

  private static final Logger log = LoggerFactory.getLogger(CatalogueImport.class);

  private final CatalogueFiles files;
  private final CatalogueReader reader;
  private final Programmes programmes;
  private final Editions editions;
  private final Clock clock;

  CatalogueImport(
      CatalogueProperties properties, Programmes programmes, Editions editions, Clock clock) {
    this.files = new CatalogueFiles(properties.directory());
    this.reader = new CatalogueReader();
    this.programmes = programmes;
    this.editions = editions;
    this.clock = clock;
  }

  /**
   * @return what was wrong with files that were left out
   */
  List<CatalogueProblem> run() {
    LocalDate today = LocalDate.now(clock.withZone(Moment.ZONE));
    Published published = new Published();
    List<CatalogueProblem> problems =
        reader.read(files.all(), today, programmes::find, file -> publish(file, published));
    log.info(
        "Catalogue read: {} programmes and {} editions are new; of {} files nothing was taken",
        published.programmes,
        published.editions,
        problems.stream().map(CatalogueProblem::file).distinct().count());
    return problems;
  }

  private void publish(CatalogueFile file, Published published) {
    // First what may turn out too large: then nothing of the file is published.
    published.editions += editions.add(file.editions(), file.programme());
    if (programmes.add(file.programme())) {
      published.programmes++;
    }
  }

  private static final class Published {
    private int programmes;
    private int editions;
  }
}
