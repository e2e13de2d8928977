package nl.leergang.schedule.catalogue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nl.leergang.schedule.DerivedId;
import nl.leergang.schedule.programme.Admission;
import nl.leergang.schedule.programme.Office;
import nl.leergang.schedule.programme.Programme;
import nl.leergang.schedule.programme.ProgrammeContent;
import nl.leergang.schedule.programme.ProgrammeId;
import nl.leergang.schedule.programme.SessionOutline;
import nl.leergang.schedule.programme.Speaker;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the part {@code programme} of a file whose shape is in order. */
final class ProgrammeReader {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          // A programme's fields are spread over several records.
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  Programme read(JsonNode node, Problems problems) {
    List<SessionOutline> sessions = sessions(node.path("sessions"), problems);
    return new Programme(
        programmeId(node.path("slug").asString()),
        node.path("slug").asString(),
        node.path("title").asString(),
        Programme.Kind.valueOf(node.path("kind").asString()),
        text(node, "partOf"),
        text(node, "provider"),
        node.path("partners").valueStream().map(JsonNode::asString).toList(),
        Admission.valueOf(node.path("admission").asString()),
        node.has("office") ? MAPPER.treeToValue(node.get("office"), Office.class) : null,
        text(node, "privacyStatementUrl"),
        MAPPER.treeToValue(node, ProgrammeContent.class),
        sessions);
  }

  static ProgrammeId programmeId(String slug) {
    return new ProgrammeId(DerivedId.of("programme", slug));
  }

  static @Nullable String text(JsonNode node, String field) {
    return node.hasNonNull(field) ? node.get(field).asString() : null;
  }

  static List<Speaker> speakers(JsonNode nodes, Problems problems) {
    List<Speaker> speakers = new ArrayList<>();
    for (JsonNode node : nodes) {
      if (!node.has("name") && !node.has("description")) {
        problems.at(node, "a speaker needs a name, or a description where the name is unknown");
      }
      speakers.add(MAPPER.treeToValue(node, Speaker.class));
    }
    return speakers;
  }

  private static List<SessionOutline> sessions(JsonNode nodes, Problems problems) {
    List<SessionOutline> sessions = new ArrayList<>();
    Set<Integer> numbers = new HashSet<>();
    for (JsonNode node : nodes) {
      int number = node.path("number").asInt();
      if (!numbers.add(number)) {
        problems.at(node, "there is another session " + number);
      }
      speakers(node.path("speakers"), problems);
      sessions.add(MAPPER.treeToValue(node, SessionOutline.class));
    }
    for (JsonNode node : nodes) {
      JsonNode target = node.path("collectsQuestionsForSession");
      if (target.isNumber() && !numbers.contains(target.asInt())) {
        problems.at(target, "there is no session " + target.asInt());
      }
    }
    return sessions;
  }
}
