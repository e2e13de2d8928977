package nl.leergang.messaging.inbox;

import org.bson.Document;

/**
 * Work that an event asks for, as a document whose {@code _id} is derived from the event. It is
 * inserted if it is not there yet, before the fence moves, so that a crash never loses it.
 */
public record DerivedDocument(String collection, Document document) {

  public DerivedDocument {
    if (!document.containsKey("_id")) {
      throw new IllegalArgumentException("a derived document needs an _id derived from the event");
    }
  }
}
