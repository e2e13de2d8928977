package nl.leergang.registration.edition;

import java.util.Optional;

/** The local replica of the catalogue. */
public interface Programmes {

  Optional<Programme> bySlug(String slug);

  record Programme(String id, String slug) {}
}
