package nl.leergang.notification.ledger;

/** A participant who has to be told of a session: identified by what is told, not by an event. */
public record Move(
    String registrationId, String editionId, String sessionId, int sequence, Template template) {}
