package nl.leergang.portal.api;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import nl.leergang.portal.PortalProperties;
import nl.leergang.portal.site.ApiProblems;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** The services' descriptions as one document, public as the Dutch API design rules ask. */
@RestController
class OpenApiController {

  private final byte[] document;

  OpenApiController(ApiRoutes routes, PortalProperties properties, JsonMapper json)
      throws IOException {
    OpenApiMerge merge = new OpenApiMerge(routes);
    var found =
        new PathMatchingResourcePatternResolver()
            .getResources("classpath*:contracts/openapi/*.yaml");
    Arrays.sort(found, Comparator.comparing(part -> String.valueOf(part.getFilename())));
    for (var part : found) {
      merge.add(part.getContentAsString(java.nio.charset.StandardCharsets.UTF_8));
    }
    var url = properties.publicUrl();
    String base = url == null ? "" : url.toString().replaceAll("/+$", "");
    this.document = json.writeValueAsBytes(merge.document(base + "/v1"));
  }

  @GetMapping(path = "/v1/openapi.json")
  ResponseEntity<byte[]> document() {
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .header("API-Version", ApiProblems.API_VERSION)
        .header("Cache-Control", "public, max-age=300")
        .body(document);
  }
}
