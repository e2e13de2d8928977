/** MongoDB documents and adapters. */
@NullMarked
package nl.leergang.registration.persistence;

import org.jspecify.annotations.NullMarked;
