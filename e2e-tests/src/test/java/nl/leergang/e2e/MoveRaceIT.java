package nl.leergang.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import nl.leergang.e2e.product.Answer;
import nl.leergang.e2e.product.Applicant;
import nl.leergang.e2e.product.Invitation;
import nl.leergang.e2e.product.Mail;
import nl.leergang.e2e.product.SharedProduct;
import nl.leergang.e2e.product.TestCatalogue;
import nl.leergang.e2e.product.Together;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Somebody registers in the very moment in which the session moves. In each round the session moves
 * once and never again, so that no later mail can hide that the first was missed.
 */
class MoveRaceIT {

  private static final Instant NEW_START = Instant.parse("2034-02-11T12:00:00Z");

  private final SharedProduct product = SharedProduct.running();

  private enum Moment {
    WITH_THE_REGISTRATION,
    BEHIND_ITS_ANSWER,
    BEHIND_THE_FIRST_MAIL
  }

  private record Round(Applicant person, String edition, String session, Moment moment) {}

  @Test
  void tellsEveryoneOfTheNewTimeInTheConfirmationOrInAMailOfItsOwn() {
    List<String> editions = product.editionsOf(TestCatalogue.MOVES);
    List<Round> rounds = new ArrayList<>();
    for (String edition : editions) {
      Moment moment = Moment.values()[rounds.size() % Moment.values().length];
      rounds.add(new Round(Applicant.named("Rosa", "Race"), edition, onlySession(edition), moment));
    }
    assertThat(rounds).hasSize(TestCatalogue.MovesRounds.COUNT);
    List<Callable<Boolean>> races = new ArrayList<>();
    for (Round round : rounds) {
      races.add(() -> race(round));
    }

    Together.atMost(4, races);

    int[] inTheConfirmation = {0};
    await("everyone knows the new time")
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(() -> {
          inTheConfirmation[0] = 0;
          for (Round round : rounds) {
            List<Mail> mails = product.inbox().to(round.person().email());
            assertThat(mails).as("mails to %s", round.person().email()).isNotEmpty();
            List<Invitation> told =
                mails.stream().flatMap(mail -> mail.invitations().stream()).toList();
            assertThat(told)
                .as("what %s was told of the session", round.person().email())
                .anyMatch(entry -> entry.sequence() == 1 && NEW_START.equals(entry.startsAt()))
                .extracting(Invitation::uid)
                .containsOnly(told.getFirst().uid());
            assertThat(told)
                .as("never the same twice to %s", round.person().email())
                .doesNotHaveDuplicates();
            inTheConfirmation[0] += mails.size() == 1 ? 1 : 0;
          }
        });
    assertThat(inTheConfirmation[0]).as("both ways were taken").isBetween(1, rounds.size() - 1);
    System.out.printf(
        "%d rounds: %d people read the new time in their confirmation, %d in a mail of its own%n",
        rounds.size(), inTheConfirmation[0], rounds.size() - inTheConfirmation[0]);
  }

  /** The move comes with the registration, right behind its answer, or behind its first mail. */
  private boolean race(Round round) {
    CountDownLatch registered = new CountDownLatch(1);
    Callable<Answer> registration =
        () -> {
          Answer answer = round.person().registerUntilAnswered(product.portal(), round.edition());
          registered.countDown();
          return answer;
        };
    Callable<Answer> move =
        () -> {
          if (round.moment() != Moment.WITH_THE_REGISTRATION) {
            registered.await();
          }
          if (round.moment() == Moment.BEHIND_THE_FIRST_MAIL) {
            await("the first mail to " + round.person().email())
                .atMost(Duration.ofSeconds(30))
                .until(() -> !product.inbox().to(round.person().email()).isEmpty());
          }
          return product
              .staff()
              .post(
                  "/v1/editions/%s/sessions/%s/reschedule"
                      .formatted(round.edition(), round.session()),
                  Map.of(
                      "startsAt", NEW_START.toString(),
                      "endsAt", NEW_START.plus(Duration.ofHours(4)).toString(),
                      "reason", "De zaal is bezet"));
        };
    List<Answer> answers = Together.all(List.of(registration, move));
    assertThat(answers.get(0).status()).as("registration: %s", answers.get(0)).isEqualTo(201);
    assertThat(answers.get(1).status()).as("move: %s", answers.get(1)).isEqualTo(200);
    return true;
  }

  private String onlySession(String edition) {
    JsonNode sessions = product.portal().get("/v1/editions/" + edition).json().path("sessions");
    assertThat(sessions).hasSize(1);
    return sessions.get(0).path("id").asString();
  }
}
