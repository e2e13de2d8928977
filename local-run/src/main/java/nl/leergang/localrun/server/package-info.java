/** A real Kafka broker and a real MongoDB as child processes. */
@NullMarked
package nl.leergang.localrun.server;

import org.jspecify.annotations.NullMarked;
