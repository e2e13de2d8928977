/** A mail server that delivers nothing: it keeps every message and shows it in the browser. */
@NullMarked
package nl.leergang.localrun.mail;

import org.jspecify.annotations.NullMarked;
