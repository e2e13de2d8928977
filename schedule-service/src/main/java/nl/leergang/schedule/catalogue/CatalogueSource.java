package nl.leergang.schedule.catalogue;

import java.util.function.Supplier;

/**
 * A file under the name by which people know it. It is read each time its content is asked for, so
 * that no more than one is in memory.
 */
record CatalogueSource(String name, Supplier<Content> content) {

  /**
   * @param unreadable why there is no text; empty when there is
   */
  record Content(String text, String unreadable) {}

  static CatalogueSource of(String name, String text) {
    return new CatalogueSource(name, () -> new Content(text, ""));
  }

  static CatalogueSource unreadable(String name, String why) {
    return new CatalogueSource(name, () -> new Content("", why));
  }
}
