/** The schedule: programmes, their editions and the sessions in them. */
@NullMarked
package nl.leergang.schedule;

import org.jspecify.annotations.NullMarked;
