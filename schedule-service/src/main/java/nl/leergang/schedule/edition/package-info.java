/** When it is given: editions with their sessions, and the rules for moving them. */
@NullMarked
package nl.leergang.schedule.edition;

import org.jspecify.annotations.NullMarked;
