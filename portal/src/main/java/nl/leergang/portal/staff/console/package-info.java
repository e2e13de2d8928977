/** The office's pages. */
@NullMarked
package nl.leergang.portal.staff.console;

import org.jspecify.annotations.NullMarked;
