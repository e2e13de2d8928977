/** Events in and out: tolerant readers, and the translation into the published shapes. */
@NullMarked
package nl.leergang.registration.messaging;

import org.jspecify.annotations.NullMarked;
