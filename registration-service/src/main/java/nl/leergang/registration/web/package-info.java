/** The HTTP interface. */
@NullMarked
package nl.leergang.registration.web;

import org.jspecify.annotations.NullMarked;
