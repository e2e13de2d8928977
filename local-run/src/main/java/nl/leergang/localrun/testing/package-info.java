/** Real servers, and the whole product, for the tests of the other modules. */
@NullMarked
package nl.leergang.localrun.testing;

import org.jspecify.annotations.NullMarked;
