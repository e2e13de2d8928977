package nl.leergang.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A JSON body as far as it could be read, so that whoever checks it can tell everything that is
 * wrong at once. Use it as the type of a {@code @RequestBody}.
 *
 * @param body without the fields that are named in {@code errors}
 * @param errors fields that do not exist, and values that are not of the field's type
 */
public record Received<T extends @Nullable Object>(T body, List<FieldError> errors) {}
