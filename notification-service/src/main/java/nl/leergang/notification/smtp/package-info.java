/** The conversation with the mail server, and what each of its ends means for the mail. */
@NullMarked
package nl.leergang.notification.smtp;

import org.jspecify.annotations.NullMarked;
