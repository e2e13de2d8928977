package nl.leergang.registration.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.leergang.http.ProblemException;
import nl.leergang.http.Received;
import nl.leergang.registration.brochure.BrochureRequest;
import nl.leergang.registration.brochure.BrochureRequests;
import nl.leergang.registration.edition.Programmes;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockHttpServletResponse;

@NullUnmarked
class BrochureRequestControllerTest {

  @Test
  void asksToComeBackWhereTheOneThatTookTheIdIsNotAMajoritysYet() {
    var controller =
        new BrochureRequestController(new Taken(), new OneProgramme(), Clock.systemUTC());
    var body =
        new BrochureBody(
            "proef",
            null,
            "Zoë Jansen",
            "z@example.org",
            "070 123 45 67",
            "Plein 1",
            null,
            "true",
            null);

    ProblemException refusal =
        catchThrowableOfType(
            ProblemException.class,
            () ->
                controller.request(
                    new Received<>(body, List.of()),
                    UUID.randomUUID().toString(),
                    new MockHttpServletResponse()));

    assertThat(refusal.status()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
  }

  /** As after a failover: the id is taken, and what took it is not to be read. */
  private static final class Taken implements BrochureRequests {
    @Override
    public boolean insert(BrochureRequest request) {
      return false;
    }

    @Override
    public Optional<BrochureRequest> find(UUID id) {
      return Optional.empty();
    }

    @Override
    public Found list(int skip, int limit) {
      return new Found(List.of(), 0);
    }
  }

  private static final class OneProgramme implements Programmes {
    @Override
    public Optional<Programme> bySlug(String slug) {
      return Optional.of(new Programme("p", slug));
    }

    @Override
    public boolean everRead() {
      return true;
    }
  }
}
