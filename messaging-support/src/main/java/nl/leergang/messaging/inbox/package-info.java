/** Applies events once each and in their order, and keeps aside what cannot be applied. */
@NullMarked
package nl.leergang.messaging.inbox;

import org.jspecify.annotations.NullMarked;
