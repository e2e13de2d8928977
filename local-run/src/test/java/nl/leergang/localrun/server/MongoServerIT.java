package nl.leergang.localrun.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import nl.leergang.localrun.process.FreePorts;
import nl.leergang.localrun.process.RunningProgram;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** MongoDB's own server, as the launcher starts it. */
class MongoServerIT {

  @TempDir Path folder;

  @Test
  void takesWritesAndKeepsThemThoughItsPortChanges() throws Exception {
    List<Integer> ports = FreePorts.some(2);
    Document kept = new Document("_id", "kept");
    for (int port : ports) {
      MongoServer server =
          new MongoServer(
              new MongodBinary(System.getenv(), System.err::println),
              folder.resolve("data"),
              folder.resolve("mongodb.log"),
              port,
              Duration.ZERO);
      try (RunningProgram running = RunningProgram.start(server, Duration.ofMinutes(2));
          MongoClient client = MongoClients.create(server.uri())) {
        MongoCollection<Document> things = client.getDatabase("test").getCollection("things");
        if (port == ports.getFirst()) {
          things.insertOne(kept);
        }
        assertThat(things.find().first()).isEqualTo(kept);
        assertThat(running.process().isAlive()).isTrue();
      }
    }
  }

  @Test
  void isNotReadyWhereNobodyListens() {
    MongoServer server =
        new MongoServer(
            new MongodBinary(System.getenv(), System.err::println),
            folder,
            folder.resolve("mongodb.log"),
            FreePorts.one(),
            Duration.ZERO);
    assertThat(server.ready()).isFalse();
  }
}
