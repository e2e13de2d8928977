/** The web site: public pages, staff console, and the one origin of every {@code /v1} path. */
@NullMarked
package nl.leergang.portal;

import org.jspecify.annotations.NullMarked;
