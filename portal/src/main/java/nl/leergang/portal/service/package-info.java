/** Calls to the three services: the only place in the product that makes them. */
@NullMarked
package nl.leergang.portal.service;

import org.jspecify.annotations.NullMarked;
