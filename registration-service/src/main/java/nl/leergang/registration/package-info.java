/** Takes registrations and brochure requests, and decides who has a seat. */
@NullMarked
package nl.leergang.registration;

import org.jspecify.annotations.NullMarked;
