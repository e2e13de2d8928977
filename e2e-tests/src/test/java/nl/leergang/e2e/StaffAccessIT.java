package nl.leergang.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nl.leergang.e2e.product.Answer;
import nl.leergang.e2e.product.Api;
import nl.leergang.e2e.product.ServiceToken;
import nl.leergang.e2e.product.SharedProduct;
import nl.leergang.e2e.product.TestCatalogue;
import org.junit.jupiter.api.Test;

/** Who may make a staff call, at the portal and at the services themselves. */
class StaffAccessIT {

  private static final List<String> STAFF_LISTS =
      List.of("/v1/registrations", "/v1/brochure-requests", "/v1/notifications");

  private final SharedProduct product = SharedProduct.running();

  @Test
  void opensTheListsToStaffOnly() {
    for (String path : STAFF_LISTS) {
      Answer nobody = product.portal().get(path);
      assertThat(nobody.status()).as("%s without a name: %s", path, nobody).isEqualTo(401);
      assertThat(nobody.header("Content-Type")).startsWith("application/problem+json");
      Answer staff = product.staff().get(path);
      assertThat(staff.status()).as("%s as staff: %s", path, staff).isEqualTo(200);
      assertThat(staff.header("Cache-Control")).contains("no-store");
    }
  }

  @Test
  void refusesAMoveByNobodyAndAMoveThatAnotherSiteSends() {
    String edition = product.editionsOf(TestCatalogue.OTHER_SITE).getFirst();
    String session =
        product
            .portal()
            .get("/v1/editions/" + edition)
            .json()
            .path("sessions")
            .get(0)
            .path("id")
            .asString();
    String path = "/v1/editions/%s/sessions/%s/reschedule".formatted(edition, session);
    Map<String, String> move = Map.of("startsAt", "2034-03-01T10:00:00Z");

    assertThat(product.portal().post(path, move).status()).isEqualTo(401);
    Answer foreign = product.staff().with("Origin", "https://kwaad.example").post(path, move);
    assertThat(foreign.status()).as(foreign.toString()).isEqualTo(403);
    assertThat(product.portal().get("/v1/editions/" + edition).json().path("sessions"))
        .as("nothing moved")
        .allMatch(s -> s.path("sequence").asInt() == 0);
  }

  @Test
  void slowsDownWhoGuessesPasswords() {
    Api guesser = product.portal().from("127.0.0.77");
    List<Integer> answers = new ArrayList<>();
    for (int i = 0; i < 40 && !answers.contains(429); i++) {
      answers.add(guesser.as("gokker", "wachtwoord-" + i).get("/v1/registrations").status());
    }
    assertThat(answers).startsWith(401).endsWith(429);
    assertThat(product.staff().get("/v1/registrations").status())
        .as("staff elsewhere go on working")
        .isEqualTo(200);
  }

  @Test
  void letsNobodyPastThePortalWithoutItsToken() {
    Api service = product.registration();
    assertThat(service.get("/v1/registrations").status()).isEqualTo(401);
    assertThat(service.as("admin", product.adminPassword()).get("/v1/registrations").status())
        .as("a service knows no passwords")
        .isEqualTo(401);
    assertThat(withToken(service, ServiceToken.of(product.tokenKey(), List.of("staff"), 30)))
        .isEqualTo(200);
    assertThat(withToken(service, ServiceToken.of(product.tokenKey(), List.of(), 30)))
        .as("signed in without the right")
        .isEqualTo(403);
    assertThat(withToken(service, ServiceToken.of(product.tokenKey(), List.of("staff"), -120)))
        .as("expired")
        .isEqualTo(401);
    byte[] otherKey = ("geraden sleutel " + Instant.EPOCH + " aangevuld").getBytes();
    assertThat(withToken(service, ServiceToken.of(otherKey, List.of("staff"), 30)))
        .as("signed by somebody else")
        .isEqualTo(401);
  }

  private static int withToken(Api service, String token) {
    return service.with("Authorization", "Bearer " + token).get("/v1/registrations").status();
  }
}
