package nl.leergang.messaging;

import java.util.ArrayList;
import java.util.List;
import org.bson.Document;

/**
 * Changes many documents in one statement, each in its own way: half of what one statement for each
 * costs the database.
 */
public final class Each {

  private Each() {}

  /**
   * In an update's pipeline: what belongs to the document that is being changed.
   *
   * @param ids of the documents
   * @param values in the order of the ids
   */
  public static Document own(List<?> ids, List<?> values) {
    return new Document(
        "$arrayElemAt",
        List.of(
            new Document("$literal", values),
            new Document("$indexOfArray", List.of(new Document("$literal", ids), "$_id"))));
  }

  /** The stage that lays these fields over the document's. */
  public static Document merged(Document... fields) {
    List<Object> all = new ArrayList<>();
    all.add("$$ROOT");
    all.addAll(List.of(fields));
    return new Document("$replaceWith", new Document("$mergeObjects", all));
  }
}
