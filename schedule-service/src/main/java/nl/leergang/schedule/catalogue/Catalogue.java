package nl.leergang.schedule.catalogue;

import java.util.List;
import nl.leergang.schedule.edition.Edition;
import nl.leergang.schedule.programme.Programme;

/**
 * What a set of files says: the content of those in order, and the problems of the others. A file
 * with a problem contributes nothing, so that nobody meets half of what its author meant.
 */
record Catalogue(
    List<Programme> programmes, List<PlannedEdition> editions, List<CatalogueProblem> problems) {

  record PlannedEdition(Edition edition, Programme programme) {}
}
