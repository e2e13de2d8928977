/** Who has not yet been told of the schedule as it stands. */
@NullMarked
package nl.leergang.notification.moves;

import org.jspecify.annotations.NullMarked;
