/** The HTTP API. */
@NullMarked
package nl.leergang.schedule.web;

import org.jspecify.annotations.NullMarked;
