/** Use cases around a registration: accepting, promoting, reconciling. */
@NullMarked
package nl.leergang.registration.registration.application;

import org.jspecify.annotations.NullMarked;
