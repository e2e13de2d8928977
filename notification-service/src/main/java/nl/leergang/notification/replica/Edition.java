package nl.leergang.notification.replica;

import java.util.List;
import java.util.Optional;
import org.bson.Document;

/**
 * An edition of a programme with its sessions in order.
 *
 * @param version rises with every change of the edition
 * @param open whether registrations are taken, apart from a closing date
 */
public record Edition(
    String id, long version, Programme programme, boolean open, List<Session> sessions) {

  public Optional<Session> session(String sessionId) {
    return sessions.stream().filter(session -> session.id().equals(sessionId)).findFirst();
  }

  static Edition from(Document document) {
    return new Edition(
        document.getString("_id"),
        document.get("version", Number.class).longValue(),
        Programme.from(document.get("programme", Document.class)),
        document.getBoolean("open", false),
        document.getList("sessions", Document.class).stream().map(Session::from).toList());
  }
}
