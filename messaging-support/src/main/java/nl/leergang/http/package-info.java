/**
 * What every HTTP interface of the product has in common: problems, limits, headers, staff access.
 */
@NullMarked
package nl.leergang.http;

import org.jspecify.annotations.NullMarked;
