/** The control of the benchmarks: one validated body, one acknowledged insert, nothing else. */
@NullMarked
package nl.leergang.bench.control;

import org.jspecify.annotations.NullMarked;
