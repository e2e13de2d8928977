package nl.leergang.notification.replica;

/** Ids are opaque; as the name of a field they must not look like a path or an operator. */
public final class FieldNames {

  private FieldNames() {}

  public static String encode(String id) {
    return id.replace("~", "~0").replace(".", "~1").replace("$", "~2");
  }

  public static String decode(String field) {
    return field.replace("~2", "$").replace("~1", ".").replace("~0", "~");
  }
}
