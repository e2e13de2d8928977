package nl.leergang.messaging.inbox;

/**
 * A projection's own consumer group. Each has one, so that a projection that is new in a release
 * reads its topic from the beginning and one that is rebuilt moves nobody else's offsets.
 */
record Subscription(String topic, String collection, String group) {

  static Subscription of(Projection projection, String application) {
    return new Subscription(
        projection.topic(),
        projection.collection(),
        application + "." + projection.collection() + "." + projection.topic());
  }
}
