package nl.leergang.registration.edition;

import java.util.Optional;

/** The local replica of the catalogue. */
public interface Programmes {

  Optional<Programme> bySlug(String slug);

  /** Whether a programme has ever been read. Until then nobody can say what does not exist. */
  boolean everRead();

  record Programme(String id, String slug) {}
}
