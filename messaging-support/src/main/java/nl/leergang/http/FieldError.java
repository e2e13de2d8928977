package nl.leergang.http;

/**
 * What is wrong with one field of a request.
 *
 * @param field the field's name as it was sent, nested ones with dots ({@code address.city})
 * @param code stable, for programs, e.g. {@code required}
 * @param message for the reader, in the reader's language
 */
public record FieldError(String field, String code, String message) {}
