/** The {@code /v1} paths as they are seen from outside. */
@NullMarked
package nl.leergang.portal.api;

import org.jspecify.annotations.NullMarked;
