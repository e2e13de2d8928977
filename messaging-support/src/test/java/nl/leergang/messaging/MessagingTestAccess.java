package nl.leergang.messaging;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexModel;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;

/** Opens to tests of other packages what a service gets as a bean. */
@NullUnmarked
public final class MessagingTestAccess {

  private MessagingTestAccess() {}

  public static Topics topics(KafkaConnection kafka) {
    return new Topics(
        kafka, new MessagingProperties("urn:nld:kvknr:00000000:systeem:proef", 6, (short) -1));
  }

  public static void createIndexes(MongoDatabase database, Map<String, IndexModel> indexes) {
    BackgroundIndexes background = new BackgroundIndexes(database);
    indexes.forEach(background::need);
    while (!background.complete()) {
      background.step();
    }
  }
}
