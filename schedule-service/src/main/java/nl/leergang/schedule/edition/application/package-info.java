/** What staff do with the schedule. */
@NullMarked
package nl.leergang.schedule.edition.application;

import org.jspecify.annotations.NullMarked;
