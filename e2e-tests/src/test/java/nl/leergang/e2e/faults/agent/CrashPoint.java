package nl.leergang.e2e.faults.agent;

/** Where a service can be made to end. */
public enum CrashPoint {
  /** The edition's document holds the claim; no registration holds it. */
  SEAT_CLAIMED(
      "REGISTRATION", "nl.leergang.registration.persistence.MongoEditionSeats", "decide", false),
  /** The registrations are stored; nobody has been answered. */
  REGISTRATION_STORED(
      "REGISTRATION", "nl.leergang.registration.persistence.MongoRegistrations", "insert", false),
  /** The broker has the events; the outbox still holds them. */
  EVENT_ACKNOWLEDGED("REGISTRATION", "nl.leergang.messaging.outbox.OutboxBacklog", "settle", true),
  /** The outbox is cleared; nothing else knows it yet. */
  OUTBOX_CLEARED("REGISTRATION", "nl.leergang.messaging.outbox.OutboxBacklog", "settle", false),
  /** The broker has the state of an edition; its mark still stands. */
  SNAPSHOT_ACKNOWLEDGED(
      "REGISTRATION", "nl.leergang.messaging.outbox.SnapshotBacklog", "settle", true),
  /** What follows from events is stored; their fences have not moved. */
  EFFECTS_STORED(
      "NOTIFICATION", "nl.leergang.messaging.inbox.ProjectionStore", "insertDerived", false),
  /** The fences have moved; the broker does not know that the events were taken. */
  FENCE_MOVED("NOTIFICATION", "nl.leergang.messaging.inbox.ProjectionStore", "write", false),
  /** A mail is taken by an instance that now ends. */
  MAIL_CLAIMED("NOTIFICATION", "nl.leergang.notification.ledger.MongoLedger", "claim", false),
  /** The bytes are stored as going out; none has. */
  MAIL_IN_DATA("NOTIFICATION", "nl.leergang.notification.ledger.MongoLedger", "enterData", false),
  /** The mail server has the mail; the ledger does not say so. */
  MAIL_ACCEPTED("NOTIFICATION", "nl.leergang.notification.ledger.Outcomes", "sent", true),
  /** The ledger says sent; its event is in the outbox. */
  MAIL_SENT("NOTIFICATION", "nl.leergang.notification.ledger.Outcomes", "sent", false),
  /** A session has moved; nobody has been answered or told. */
  MOVE_STORED("SCHEDULE", "nl.leergang.schedule.persistence.MongoEditions", "replaced", false);

  private final String service;
  private final String type;
  private final String method;
  private final boolean entry;

  CrashPoint(String service, String type, String method, boolean entry) {
    this.service = service;
    this.type = type;
    this.method = method;
    this.entry = entry;
  }

  public String service() {
    return service;
  }

  String type() {
    return type;
  }

  String method() {
    return method;
  }

  boolean entry() {
    return entry;
  }
}
