package nl.leergang.notification.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import nl.leergang.messaging.EventJson;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@NullUnmarked
class ProducedEventsTest {

  private static final Instant AT = Instant.parse("2026-11-23T10:15:01.250Z");

  @ParameterizedTest
  @EnumSource(Template.class)
  void matchesTheSchemaForEachKindOfMail(Template template) {
    assertThat(
            errors("notification-sent", Outcomes.NotificationSent.of(mail(template), 1, false, AT)))
        .isEmpty();
    for (Status status : new Status[] {Status.FAILED, Status.UNKNOWN}) {
      assertThat(
              errors(
                  "notification-failed",
                  Outcomes.NotificationFailed.of(mail(template), 6, status, AT)))
          .isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"notification-sent", "notification-failed"})
  void givesAnExampleThatMatches(String type) throws IOException {
    assertThat(schema(type).validate(text(type, "example"), InputFormat.JSON)).isEmpty();
  }

  @Test
  void hasASchemaThatCanFail() {
    assertThat(schema("notification-sent").validate("{\"at\":\"yesterday\"}", InputFormat.JSON))
        .isNotEmpty();
  }

  private static List<Error> errors(String type, Object event) {
    return schema(type)
        .validate(new String(EventJson.write(event), StandardCharsets.UTF_8), InputFormat.JSON);
  }

  private static Schema schema(String type) {
    try {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(text(type, "schema"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(String type, String what) throws IOException {
    String path = "/contracts/events/" + type + ".v1." + what + ".json";
    try (InputStream in = ProducedEventsTest.class.getResourceAsStream(path)) {
      assertThat(in).as(path).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Notification mail(Template template) {
    return new Notification(
        "0123456789abcdef",
        template,
        "contact-1",
        null,
        null,
        0,
        1,
        Status.SENDING,
        true,
        false,
        false,
        0,
        0,
        0,
        AT,
        AT,
        null,
        "<0123456789abcdef@localhost>",
        "anna@gemeente.example",
        "subject",
        null,
        null,
        Map.of(),
        Map.of(),
        0);
  }
}
