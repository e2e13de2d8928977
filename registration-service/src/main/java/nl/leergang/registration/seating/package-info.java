/** Who has a seat on an edition and who waits: one document per edition. */
@NullMarked
package nl.leergang.registration.seating;

import org.jspecify.annotations.NullMarked;
