package nl.leergang.portal.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import nl.leergang.portal.site.ApiProblems;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Puts the services' OpenAPI documents together: the operations that are to be had here, and every
 * component. Where two documents define a component of the same name, the first stays.
 */
final class OpenApiMerge {

  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "patch", "head", "options");

  private final ApiRoutes routes;
  private final Map<String, Object> paths = new LinkedHashMap<>();
  private final Map<String, Map<String, Object>> components = new LinkedHashMap<>();
  private final Map<String, Object> tags = new LinkedHashMap<>();
  private final Map<String, Object> publisher = new LinkedHashMap<>();

  OpenApiMerge(ApiRoutes routes) {
    this.routes = routes;
  }

  void add(String yaml) {
    Map<String, Object> part = map(new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml));
    Map<String, Object> info = map(part.get("info"));
    Stream.of("contact", "license")
        .filter(info::containsKey)
        .forEach(key -> publisher.putIfAbsent(key, info.get(key)));
    map(part.get("paths")).forEach((path, item) -> addPath(path, map(item)));
    map(part.get("components"))
        .forEach((kind, named) ->
            map(named)
                .forEach(
                    components.computeIfAbsent(kind, k -> new LinkedHashMap<>())::putIfAbsent));
    if (part.get("tags") instanceof List<?> more) {
      more.forEach(tag -> tags.putIfAbsent(String.valueOf(map(tag).get("name")), tag));
    }
  }

  /** The servers' address ends in /v1, so the paths do not begin with it. */
  private void addPath(String path, Map<String, Object> item) {
    String bare = path.startsWith("/v1/") ? path.substring(3) : path;
    Map<String, Object> kept = new LinkedHashMap<>();
    item.forEach((key, value) -> {
      if (!METHODS.contains(key) || routes.published(key.toUpperCase(Locale.ROOT), "/v1" + bare)) {
        kept.put(key, value);
      }
    });
    if (kept.keySet().stream().anyMatch(METHODS::contains)) {
      map(paths.computeIfAbsent(bare, p -> new LinkedHashMap<String, Object>())).putAll(kept);
    }
  }

  Map<String, Object> document(String server) {
    Map<String, Object> info = new LinkedHashMap<>();
    info.put("title", "Leergang");
    info.put("version", ApiProblems.API_VERSION);
    info.put(
        "description",
        "Programmes, editions, registrations and mails of a training provider. Instants are UTC;"
            + " lists are paged; errors are problem details (RFC 9457).");
    info.putAll(publisher);
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("openapi", "3.1.0");
    document.put("info", info);
    document.put("servers", List.of(Map.of("url", server)));
    if (!tags.isEmpty()) {
      document.put("tags", new ArrayList<>(tags.values()));
    }
    document.put("paths", paths);
    document.put("components", components);
    return document;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, Object>) map : new LinkedHashMap<>();
  }
}
