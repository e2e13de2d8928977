/** Tells participants and offices what they need to know, by e-mail and calendar. */
@NullMarked
package nl.leergang.notification;

import org.jspecify.annotations.NullMarked;
