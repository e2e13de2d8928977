/** Free seats as registration last told them. */
@NullMarked
package nl.leergang.schedule.availability;

import org.jspecify.annotations.NullMarked;
