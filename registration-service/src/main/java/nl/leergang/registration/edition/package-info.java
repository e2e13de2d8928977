/** Local replica of the schedule's programmes and editions, as far as a registration needs them. */
@NullMarked
package nl.leergang.registration.edition;

import org.jspecify.annotations.NullMarked;
