package nl.leergang.portal.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class OpenApiMergeTest {

  @Test
  void joinsWhatIsToBeHadHereAndLeavesOutWhatIsInternal() {
    OpenApiMerge merge = new OpenApiMerge(new ApiRoutes());
    merge.add(
        """
        openapi: 3.1.0
        info: {title: Planning, contact: {name: Bureau}, license: {name: EUPL-1.2}}
        paths:
          /v1/programmes: {get: {operationId: listProgrammes}}
          /v1/parked-events: {get: {operationId: listParked}}
          /editions/{editionId}: {get: {operationId: getEdition}, delete: {operationId: no}}
        components: {schemas: {Problem: {title: first}, Edition: {type: object}}}
        """);
    merge.add(
        """
        info: {contact: {name: Somebody else}}
        paths:
          /v1/registrations:
            post: {operationId: register}
            get: {operationId: listRegistrations}
        components: {schemas: {Problem: {title: second}}, securitySchemes: {basic: {type: http}}}
        """);

    Map<String, Object> document = merge.document("https://leergang.example/v1");

    assertThat(document)
        .containsEntry("servers", List.of(Map.of("url", "https://leergang.example/v1")));
    assertThat(at(document, "paths"))
        .containsOnlyKeys("/programmes", "/editions/{editionId}", "/registrations");
    assertThat(at(document, "paths", "/editions/{editionId}")).containsOnlyKeys("get");
    assertThat(at(document, "paths", "/registrations")).containsOnlyKeys("post", "get");
    assertThat(at(document, "components", "schemas", "Problem")).containsEntry("title", "first");
    assertThat(at(document, "components")).containsKeys("schemas", "securitySchemes");
    assertThat(at(document, "info", "contact")).containsEntry("name", "Bureau");
    assertThat(at(document, "info", "license")).containsEntry("name", "EUPL-1.2");
    assertThat(at(document, "info")).containsEntry("title", "Leergang");
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> at(Map<String, Object> map, String... path) {
    Map<String, Object> found = map;
    for (String step : path) {
      found = (Map<String, Object>) Objects.requireNonNull(found.get(step), step);
    }
    return found;
  }
}
