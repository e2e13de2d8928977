/** The registration: what was entered, what came of it, and the events that say so. */
@NullMarked
package nl.leergang.registration.registration;

import org.jspecify.annotations.NullMarked;
