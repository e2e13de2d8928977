/** The load driver behind {@code ./leergang bench}. */
@NullMarked
package nl.leergang.bench;

import org.jspecify.annotations.NullMarked;
