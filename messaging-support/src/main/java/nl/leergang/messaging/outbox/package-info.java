/**
 * Sends the events that wait in an aggregate's own document, in order, until the broker has them.
 */
@NullMarked
package nl.leergang.messaging.outbox;

import org.jspecify.annotations.NullMarked;
