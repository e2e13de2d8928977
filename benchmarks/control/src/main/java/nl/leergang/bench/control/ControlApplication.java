package nl.leergang.bench.control;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import org.bson.Document;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

@SpringBootApplication
class ControlApplication {

  public static void main(String[] args) {
    SpringApplication.run(ControlApplication.class, args);
  }

  /** Acknowledged as the product's writes are: by a majority, from its journals. */
  @Bean
  MongoCollection<Document> registrations(MongoClient client) {
    return client
        .getDatabase("control")
        .getCollection("registrations")
        .withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
  }
}
