package nl.leergang.e2e.product;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/** Someone who registers, with an address of their own and one idempotency key. */
public record Applicant(String givenName, String familyName, String email, String key) {

  private static final Set<Integer> TRY_AGAIN = Set.of(429, 502, 503, 504);

  public static Applicant named(String givenName, String familyName) {
    String unique = UUID.randomUUID().toString();
    String name = (givenName + "." + familyName).toLowerCase().replaceAll("[^a-z.]", "");
    return new Applicant(
        givenName, familyName, name + "." + unique.substring(0, 8) + "@example.org", unique);
  }

  public Map<String, Object> registrationFor(String editionId) {
    Map<String, Object> registration = new LinkedHashMap<>();
    registration.put("editionId", editionId);
    registration.put("givenName", givenName);
    registration.put("familyName", familyName);
    registration.put("email", email);
    registration.put("privacyStatementAccepted", true);
    return registration;
  }

  /** One attempt. */
  public Answer register(Api api, String editionId) {
    return api.with("Idempotency-Key", key).post("/v1/registrations", registrationFor(editionId));
  }

  /** As a careful client does it: the same key until there is a final answer. */
  public Answer registerUntilAnswered(Api api, String editionId) {
    AtomicReference<Answer> last = new AtomicReference<>();
    await("a final answer to " + email)
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(250))
        .pollDelay(Duration.ZERO)
        .until(() -> {
          try {
            last.set(register(api, editionId));
          } catch (NoAnswerException e) {
            return false;
          }
          return !TRY_AGAIN.contains(last.get().status());
        });
    return last.get();
  }
}
