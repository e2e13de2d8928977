package nl.leergang.schedule.catalogue;

/**
 * A file's text under the name by which people know the file.
 *
 * @param unreadable why there is no text; empty when there is
 */
record CatalogueSource(String name, String text, String unreadable) {

  static CatalogueSource of(String name, String text) {
    return new CatalogueSource(name, text, "");
  }

  static CatalogueSource unreadable(String name, String why) {
    return new CatalogueSource(name, "", why);
  }
}
