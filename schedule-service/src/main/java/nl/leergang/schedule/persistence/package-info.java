/** MongoDB documents of programmes and editions. */
@NullMarked
package nl.leergang.schedule.persistence;

import org.jspecify.annotations.NullMarked;
