/** The delivery ledger: one document per mail that is due, and every transition it can make. */
@NullMarked
package nl.leergang.notification.ledger;

import org.jspecify.annotations.NullMarked;
