/** From facts to a letter, and from a letter to the bytes that go over the wire. */
@NullMarked
package nl.leergang.notification.mail;

import org.jspecify.annotations.NullMarked;
