/** The launcher: starts the whole product on one machine, without Docker. */
@NullMarked
package nl.leergang.localrun;

import org.jspecify.annotations.NullMarked;
