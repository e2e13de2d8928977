package nl.leergang.schedule.catalogue;

import com.networknt.schema.utils.JsonNodes;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;

/** Collects what is wrong with one file, so that its author sees all of it at once. */
final class Problems {

  private final String file;
  private final List<CatalogueProblem> found = new ArrayList<>();

  Problems(String file) {
    this.file = file;
  }

  void at(int line, String message) {
    found.add(new CatalogueProblem(file, line, message));
  }

  void at(@Nullable JsonNode node, String message) {
    TokenStreamLocation location = node == null ? null : JsonNodes.tokenStreamLocationOf(node);
    at(location == null ? 1 : Math.max(1, location.getLineNr()), message);
  }

  /** The value, or null after its refusal was noted as a problem of the node. */
  <T> @Nullable T attempt(JsonNode node, Supplier<T> value) {
    try {
      return value.get();
    } catch (DateTimeException e) {
      at(node, String.valueOf(e.getMessage()));
      return null;
    }
  }

  boolean none() {
    return found.isEmpty();
  }

  List<CatalogueProblem> all() {
    return List.copyOf(found);
  }
}
