package nl.leergang.notification.replica;

/** Ids are opaque; as the name of a field they must not look like a path or an operator. */
final class FieldNames {

  private FieldNames() {}

  static String encode(String id) {
    return id.replace("~", "~0").replace(".", "~1").replace("$", "~2");
  }

  static String decode(String field) {
    return field.replace("~2", "$").replace("~1", ".").replace("~0", "~");
  }
}
