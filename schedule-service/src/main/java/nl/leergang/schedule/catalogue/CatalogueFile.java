package nl.leergang.schedule.catalogue;

import java.util.List;
import nl.leergang.schedule.edition.Edition;
import nl.leergang.schedule.programme.Programme;

/**
 * A file in which nothing is wrong. One with a problem contributes nothing, so that nobody meets
 * half of what its author meant.
 *
 * @param programme its own, or that to which its editions belong
 */
record CatalogueFile(Programme programme, List<Edition> editions) {}
