/** Requests for a programme's brochure. */
@NullMarked
package nl.leergang.registration.brochure;

import org.jspecify.annotations.NullMarked;
