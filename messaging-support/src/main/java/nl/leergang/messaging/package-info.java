/** Events between the services: envelope, outbox, ordered idempotent consumption, parking. */
@NullMarked
package nl.leergang.messaging;

import org.jspecify.annotations.NullMarked;
