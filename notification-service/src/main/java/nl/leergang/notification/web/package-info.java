/** What staff see of the ledger. */
@NullMarked
package nl.leergang.notification.web;

import org.jspecify.annotations.NullMarked;
