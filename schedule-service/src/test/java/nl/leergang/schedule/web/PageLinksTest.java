package nl.leergang.schedule.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import nl.leergang.http.PageOf;
import org.junit.jupiter.api.Test;

class PageLinksTest {

  @Test
  void leavesOutWhatIsNotThere() {
    assertThat(PageLinks.of("/v1/editions", Map.of(), new PageOf<>(List.of(), 1, 20, 0)))
        .isEqualTo(
            "</v1/editions?page=1&pageSize=20>; rel=\"first\","
                + " </v1/editions?page=1&pageSize=20>; rel=\"last\"");
  }

  @Test
  void leadsBackFromBeyondTheEnd() {
    assertThat(PageLinks.of("/v1/editions", Map.of(), new PageOf<>(List.of(), 9, 20, 50)))
        .contains("page=3&pageSize=20>; rel=\"prev\"")
        .doesNotContain("next");
  }

  @Test
  void encodesTheReadersOwnParameters() {
    assertThat(
            PageLinks.of(
                "/v1/editions",
                Map.of("programme", "a&page=3>; rel=\"x{y}"),
                new PageOf<>(List.of(), 1, 20, 0)))
        .startsWith("</v1/editions?programme=a%26page%3D3%3E%3B%20rel%3D%22x%7By%7D&page=1")
        .doesNotContain("rel=\"x");
  }
}
