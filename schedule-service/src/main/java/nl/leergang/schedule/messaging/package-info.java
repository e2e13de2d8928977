/** The schedule's events on the wire. */
@NullMarked
package nl.leergang.schedule.messaging;

import org.jspecify.annotations.NullMarked;
