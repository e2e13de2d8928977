/** Catalogue files: read, checked and imported once. */
@NullMarked
package nl.leergang.schedule.catalogue;

import org.jspecify.annotations.NullMarked;
