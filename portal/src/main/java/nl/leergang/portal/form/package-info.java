/** The public forms, which post to {@code /v1} and come back filled in. */
@NullMarked
package nl.leergang.portal.form;

import org.jspecify.annotations.NullMarked;
