package nl.leergang.portal.form;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.leergang.portal.service.Problem.FieldError;
import org.jspecify.annotations.Nullable;

/**
 * A form as a page shows it: what was typed, and what is wrong with it.
 *
 * @param notice key of a message about the whole form, or null
 */
public record Form(
    Map<String, String> values,
    List<FieldError> errors,
    List<String> shown,
    @Nullable String notice) {

  public Form {
    // The summary follows the page from top to bottom; what no field shows comes first.
    errors =
        errors.stream().sorted(Comparator.comparingInt(e -> shown.indexOf(e.field()))).toList();
  }

  public static Form empty(Map<String, String> values) {
    return new Form(values, List.of(), List.of(), null);
  }

  public String value(String field) {
    return values.getOrDefault(field, "");
  }

  public boolean is(String field, String value) {
    return value(field).equals(value);
  }

  /** A ticked box: what browsers and scripts send for it. */
  public boolean ticked(String field) {
    return List.of("on", "true").contains(value(field));
  }

  public boolean failed() {
    return !errors.isEmpty() || notice != null;
  }

  public @Nullable String error(String field) {
    return errors.stream()
        .filter(error -> error.field().equals(field))
        .map(FieldError::message)
        .findFirst()
        .orElse(null);
  }

  public boolean invalid(String field) {
    return error(field) != null;
  }

  /** Where the summary's link goes; null where the page shows no such field. */
  public @Nullable String anchor(FieldError error) {
    return shown.contains(error.field()) ? "#" + id(error.field()) : null;
  }

  /** The element's id for a field. */
  public String id(String field) {
    return "f-" + field.replace('.', '-');
  }

  /** What {@code aria-describedby} names; null where there is nothing to say. */
  public @Nullable String describedBy(String field, boolean hint) {
    String hintId = hint ? id(field) + "-hint" : "";
    String errorId = invalid(field) ? id(field) + "-error" : "";
    String both = (hintId + " " + errorId).strip();
    return both.isEmpty() ? null : both;
  }

  public Form with(String field, String value) {
    Map<String, String> changed = new LinkedHashMap<>(values);
    changed.put(field, value);
    return new Form(changed, errors, shown, notice);
  }
}
