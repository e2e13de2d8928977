/** Takes mails that are due from the ledger and brings them to the mail server. */
@NullMarked
package nl.leergang.notification.sending;

import org.jspecify.annotations.NullMarked;
