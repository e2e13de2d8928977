/** The public catalogue. */
@NullMarked
package nl.leergang.portal.catalogue;

import org.jspecify.annotations.NullMarked;
