/** Events between the services: what travels, and how it is written and read on the wire. */
@NullMarked
package nl.leergang.messaging;

import org.jspecify.annotations.NullMarked;
