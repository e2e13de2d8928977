/** Child processes that never outlive the JVM that started them. */
@NullMarked
package nl.leergang.localrun.process;

import org.jspecify.annotations.NullMarked;
