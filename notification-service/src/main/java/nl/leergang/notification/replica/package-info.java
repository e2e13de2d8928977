/** What this service knows of registrations, contacts and the catalogue: replicas fed by events. */
@NullMarked
package nl.leergang.notification.replica;

import org.jspecify.annotations.NullMarked;
