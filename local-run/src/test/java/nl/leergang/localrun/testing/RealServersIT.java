package nl.leergang.localrun.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClients;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class RealServersIT {

  @Test
  void offersAReplicaSetThatTakesTransactions() {
    try (var client = MongoClients.create(RealServers.get().mongodbUri());
        var session = client.startSession()) {
      var things = client.getDatabase("t" + UUID.randomUUID()).getCollection("things");
      session.withTransaction(() -> things.insertOne(session, new Document("a", 1)));
      assertThat(things.countDocuments()).isEqualTo(1);
    }
  }

  @Test
  void offersABroker() throws Exception {
    try (var admin = Admin.create(Map.of("bootstrap.servers", RealServers.get().kafkaBrokers()))) {
      assertThat(admin.describeCluster().nodes().get(20, TimeUnit.SECONDS)).hasSize(1);
    }
  }

  @Test
  void privateBrokerKeepsItsRecordsWhenItIsKilled() throws Exception {
    try (var broker = RealServers.get().privateBroker()) {
      broker.start();
      Map<String, Object> settings = Map.of("bootstrap.servers", broker.address());
      try (var admin = Admin.create(settings)) {
        admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1))).all().get();
      }
      Properties producer = new Properties();
      producer.putAll(settings);
      try (var sender =
          new KafkaProducer<>(producer, new StringSerializer(), new StringSerializer())) {
        for (int i = 0; i < 100; i++) {
          var _ = sender.send(new ProducerRecord<>("kept", "k", "v" + i));
        }
        sender.flush();
      }
      broker.restart();
      try (var admin = Admin.create(settings)) {
        var end = new TopicPartition("kept", 0);
        var offsets =
            admin.listOffsets(Map.of(end, OffsetSpec.latest())).all().get(20, TimeUnit.SECONDS);
        assertThat(offsets.values()).singleElement().extracting(o -> o.offset()).isEqualTo(100L);
      }
    }
  }
}
