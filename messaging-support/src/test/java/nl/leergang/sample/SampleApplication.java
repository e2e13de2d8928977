package nl.leergang.sample;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import nl.leergang.http.FieldError;
import nl.leergang.http.InstantInput;
import nl.leergang.http.ProblemException;
import nl.leergang.http.Received;
import nl.leergang.http.StaffOnly;
import nl.leergang.messaging.InboundEvent;
import nl.leergang.messaging.inbox.Projection;
import nl.leergang.messaging.outbox.Outbox;
import nl.leergang.messaging.outbox.OutboxCollection;
import nl.leergang.messaging.outbox.ProducedTopic;
import nl.leergang.messaging.outbox.SnapshotSource;
import org.bson.Document;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The smallest service that uses all of the module: it writes notes and reads its own events. */
@SpringBootApplication
public class SampleApplication {

  public static final String NOTES = "sample.notes";
  public static final String STATES = "sample.note-states";
  public static final String NOTED = "nl.leergang.sample.noted.v1";

  public record Noted(String text) {}

  record Submitted(String text, InstantInput at, Place place) {}

  record Place(String city) {}

  @Bean
  OutboxCollection notes() {
    return new OutboxCollection("notes");
  }

  @Bean
  ProducedTopic notesTopic() {
    return new ProducedTopic(NOTES, false);
  }

  @Bean
  SnapshotSource noteStates() {
    return new SnapshotSource() {
      @Override
      public String collection() {
        return "note_states";
      }

      @Override
      public String topic() {
        return STATES;
      }

      @Override
      public String type() {
        return "nl.leergang.sample.state.v1";
      }

      @Override
      public String revisionField() {
        return "revision";
      }

      @Override
      public Document fields() {
        return new Document("text", 1);
      }

      @Override
      public Object payload(Document state) {
        return new Noted(state.getString("text"));
      }

      @Override
      public Duration minInterval() {
        return Duration.ofMillis(100);
      }
    };
  }

  @Bean
  Hints hints() {
    return new Hints();
  }

  public static class Hints {
    public final Queue<String> keys = new ConcurrentLinkedQueue<>();
  }

  @Bean
  Projection noteTexts(Hints hints) {
    return new TextProjection(NOTES, "note_texts", false, hints);
  }

  @Bean
  Projection noteTextsAgain(Hints hints) {
    return new TextProjection(NOTES, "note_texts_again", false, hints);
  }

  @Bean
  Projection noteStatesRead(Hints hints) {
    return new TextProjection(STATES, "note_states_read", true, hints);
  }

  record TextProjection(String topic, String collection, boolean snapshot, Hints hints)
      implements Projection {
    @Override
    public Document apply(Document state, InboundEvent event) {
      Document next = state == null ? new Document() : state;
      List<String> texts = new ArrayList<>(next.getList("texts", String.class, List.of()));
      texts.add(event.as(Noted.class).text());
      return next.append("texts", texts);
    }

    @Override
    public void changed(Collection<String> keys) {
      hints.keys.addAll(keys);
    }
  }

  @RestController
  static class Notes {
    private final MongoDatabase database;
    private final Outbox outbox;

    Notes(MongoDatabase database, Outbox outbox) {
      this.database = database;
      this.outbox = outbox;
    }

    @PostMapping(path = "/v1/notes", consumes = "application/json")
    Document submit(@RequestBody Received<Submitted> received) {
      Submitted note = received.body();
      List<FieldError> errors = new ArrayList<>(received.errors());
      if (note.text() == null) {
        errors.add(new FieldError("text", "required", "…"));
      }
      if (!errors.isEmpty()) {
        throw new ProblemException(HttpStatus.BAD_REQUEST, "invalid-request", errors);
      }
      return new Document("text", note.text());
    }

    @PostMapping(path = "/v1/notes", consumes = "application/x-www-form-urlencoded")
    Document form(@RequestParam String text) {
      return new Document("length", text.length());
    }

    @GetMapping("/v1/notes/{id}")
    Document look(@PathVariable String id) {
      Document found = database.getCollection("notes").find(Filters.eq("_id", id)).first();
      return found == null ? new Document("absent", true) : found;
    }

    @StaffOnly
    @GetMapping("/v1/secrets/{id}")
    Document secret(@PathVariable String id) {
      return new Document("secret", id);
    }
  }
}
