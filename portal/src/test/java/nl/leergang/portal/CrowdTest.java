package nl.leergang.portal;

import static nl.leergang.portal.PortalFixture.SERVICES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nl.leergang.portal.StubServices.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** More readers at once than pages are made. */
class CrowdTest {

  private static final int PAGES_AT_ONCE = 32;
  private static final int READERS = PAGES_AT_ONCE + 8;
  private static final String PROGRAMME = "/v1/programmes/droom";

  private final CountDownLatch standstill = new CountDownLatch(1);

  @BeforeEach
  void resets() {
    SERVICES.reset();
  }

  @AfterEach
  void lets() {
    standstill.countDown();
  }

  @Test
  void makesSoManyPagesAtOnceAndTheOthersAfterThem() {
    try (HttpClient http = HttpClient.newHttpClient()) {
      List<CompletableFuture<HttpResponse<String>>> readers = manyAtAStandstill(http, READERS);
      await().until(() -> asked() >= PAGES_AT_ONCE);
      // Pages that cost nothing, and staff's, do not wait behind them.
      assertThat(PortalFixture.visitor().get("/privacy").statusCode()).isEqualTo(200);
      assertThat(PortalFixture.visitor().get("/staff/login").statusCode()).isEqualTo(200);
      assertThat(asked()).isEqualTo(PAGES_AT_ONCE);

      standstill.countDown();
      assertThat(readers)
          .allSatisfy(reader -> assertThat(reader.join().statusCode()).isEqualTo(404));
    }
  }

  @Test
  void makesAFormThatComesBackWhenThereIsAPlaceForIt() {
    try (HttpClient http = HttpClient.newHttpClient()) {
      List<CompletableFuture<HttpResponse<String>>> readers =
          manyAtAStandstill(http, PAGES_AT_ONCE);
      await().until(() -> asked() >= PAGES_AT_ONCE);
      SERVICES.answer("POST", "/v1/brochure-requests", Answer.problem(400, "{}"));

      var form =
          CompletableFuture.supplyAsync(() ->
              PortalFixture.visitor().submit("/v1/brochure-requests", Map.of("name", "Anja")));
      await().until(() -> waitingIn("PageGate") == 1);
      assertThat(
              PortalFixture.visitor()
                  .post("/v1/brochure-requests", "application/json", "{}")
                  .statusCode())
          .isEqualTo(400);

      standstill.countDown();
      assertThat(form.join().statusCode()).isEqualTo(400);
      assertThat(form.join().body()).contains("Anja");
      assertThat(readers)
          .allSatisfy(reader -> assertThat(reader.join().statusCode()).isEqualTo(404));
    }
  }

  @Test
  void asksOnceForAllWhoWaitForTheSamePage() {
    SERVICES.hold(PROGRAMME, standstill);
    try (HttpClient http = HttpClient.newHttpClient()) {
      List<CompletableFuture<HttpResponse<String>>> readers =
          IntStream.range(0, PAGES_AT_ONCE).mapToObj(i -> reads(http, "droom")).toList();
      await().until(() -> waitingIn("SharedCalls") == PAGES_AT_ONCE && asked() > 0);
      assertThat(asked()).isEqualTo(1);
      standstill.countDown();
      assertThat(readers)
          .allSatisfy(reader -> assertThat(reader.join().statusCode()).isEqualTo(200));
      // Two; more only if a thread was held up on its last step to the others.
      assertThat(asked()).isLessThan(PAGES_AT_ONCE / 2);
    }
  }

  @Test
  void showsAKeptPageUntilItsFactsChange() {
    PortalFixture.Visitor visitor = PortalFixture.visitor();
    visitor.get("/programmes/droom");
    double before = shownAgain();

    assertThat(visitor.get("/programmes/droom").body()).contains("/editions/e-open/register");
    assertThat(shownAgain()).isEqualTo(before + 1);
    assertThat(visitor.get("/en/programmes/droom").body())
        .contains("texts of the programme itself are in Dutch");
    assertThat(visitor.get("/programmes/droom?from=mail").body()).contains("?from=mail");

    String withoutEditions = StubServices.programme(StubServices.DREAM);
    SERVICES.answer("GET", PROGRAMME, Answer.json(200, withoutEditions));
    assertThat(visitor.get("/programmes/droom").body()).doesNotContain("/editions/");
  }

  @Test
  void asksOnlyWhetherTheCatalogueIsStillAsItWas() {
    PortalFixture.Visitor visitor = PortalFixture.visitor();
    String programme = StubServices.programme(StubServices.DREAM);
    SERVICES.answer("GET", PROGRAMME, Answer.json(200, programme).with("ETag", "W/\"1\""));
    String page = visitor.get("/programmes/droom").body();

    SERVICES.answer("GET", PROGRAMME, new Answer(304, Map.of(), ""));
    assertThat(visitor.get("/programmes/droom").body()).isEqualTo(page);
    assertThat(SERVICES.lastAsked("GET", PROGRAMME).orElseThrow().header("If-None-Match"))
        .isEqualTo("W/\"1\"");

    String changed = programme.replace("De droom", "De wens");
    SERVICES.answer("GET", PROGRAMME, Answer.json(200, changed).with("ETag", "W/\"2\""));
    assertThat(visitor.get("/programmes/droom").body()).contains("De wens van elke burgemeester");
  }

  private static double shownAgain() {
    return PortalFixture.bean(MeterRegistry.class)
        .get("cache.gets")
        .tags("cache", "pages", "result", "hit")
        .functionCounter()
        .count();
  }

  /** Each on a page of their own. */
  private List<CompletableFuture<HttpResponse<String>>> manyAtAStandstill(
      HttpClient http, int readers) {
    return IntStream.range(0, readers)
        .mapToObj(i -> "droom-" + i)
        .peek(slug -> SERVICES.hold("/v1/programmes/" + slug, standstill))
        .map(slug -> reads(http, slug))
        .toList();
  }

  private static CompletableFuture<HttpResponse<String>> reads(HttpClient http, String slug) {
    return http.sendAsync(
        HttpRequest.newBuilder(URI.create(PortalFixture.url() + "/programmes/" + slug)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static long waitingIn(String type) {
    return Thread.getAllStackTraces().values().stream()
        .filter(
            stack -> Stream.of(stack).anyMatch(frame -> frame.getClassName().endsWith("." + type)))
        .count();
  }

  private static long asked() {
    return SERVICES.asked().stream()
        .filter(one -> one.pathAndQuery().startsWith(PROGRAMME))
        .count();
  }
}
