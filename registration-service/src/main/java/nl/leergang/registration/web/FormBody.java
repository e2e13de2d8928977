package nl.leergang.registration.web;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A form as browsers send it ({@code application/x-www-form-urlencoded}, UTF-8), read strictly:
 * what cannot be decoded is refused and never guessed at.
 */
final class FormBody {

  /** No form of anybody has more; reading on would only cost time. */
  private static final int MOST_FIELDS = 1_000;

  private final Map<String, String> values = new HashMap<>();
  private final Set<String> contradictory = new TreeSet<>();

  private FormBody() {}

  /**
   * @throws IllegalArgumentException when the escapes or the UTF-8 are broken, or the fields are
   *     too many
   */
  static FormBody parse(byte[] body) {
    FormBody form = new FormBody();
    int fields = 0;
    int start = 0;
    for (int i = 0; i <= body.length; i++) {
      if (i == body.length || body[i] == '&') {
        if (i > start && ++fields > MOST_FIELDS) {
          throw new IllegalArgumentException("more than " + MOST_FIELDS + " fields");
        }
        form.add(body, start, i);
        start = i + 1;
      }
    }
    return form;
  }

  /** The field's value; null when it is absent or empty, as an untouched input is. */
  @Nullable String get(String field) {
    String value = values.get(field);
    return value == null || value.isEmpty() ? null : value;
  }

  /** Fields that came more than once with different values. */
  Set<String> contradictory() {
    return contradictory;
  }

  private void add(byte[] body, int start, int end) {
    if (start == end) {
      return;
    }
    int equals = start;
    while (equals < end && body[equals] != '=') {
      equals++;
    }
    String name = decode(body, start, equals);
    String value = equals == end ? "" : decode(body, equals + 1, end);
    String before = values.put(name, value);
    if (before != null && !before.equals(value)) {
      contradictory.add(name);
    }
  }

  private static String decode(byte[] body, int start, int end) {
    ByteBuffer bytes = ByteBuffer.allocate(end - start);
    for (int i = start; i < end; i++) {
      switch (body[i]) {
        case '+' -> bytes.put((byte) ' ');
        case '%' -> {
          if (i + 2 >= end) {
            throw new IllegalArgumentException("an escape is cut off");
          }
          bytes.put((byte) (16 * hex(body[i + 1]) + hex(body[i + 2])));
          i += 2;
        }
        default -> bytes.put(body[i]);
      }
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("not UTF-8", e);
    }
  }

  private static int hex(byte digit) {
    int value = Character.digit(digit, 16);
    if (value < 0) {
      throw new IllegalArgumentException("an escape is no hexadecimal number");
    }
    return value;
  }
}
