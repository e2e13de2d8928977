package nl.leergang.schedule.web;

import nl.leergang.schedule.programme.Location;
import org.jspecify.annotations.Nullable;

/** A place; the venue's name may still be open. */
record LocationView(@Nullable String name, String city) {

  static @Nullable LocationView of(@Nullable Location location) {
    return location == null ? null : new LocationView(location.name(), location.city());
  }
}
