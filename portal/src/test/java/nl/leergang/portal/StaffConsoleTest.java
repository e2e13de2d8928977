package nl.leergang.portal;

import static nl.leergang.portal.PortalFixture.SERVICES;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nl.leergang.portal.PortalFixture.Visitor;
import nl.leergang.portal.StubServices.Answer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StaffConsoleTest {

  private static final String MOVE = "/staff/editions/e-open/sessions/s-1/reschedule";
  private static Visitor staff;
  private static String token;

  @BeforeAll
  static void signsIn() {
    SERVICES.reset();
    staff = PortalFixture.visitor().signedIn();
    token = PortalFixture.csrf(staff.get("/staff").body());
  }

  @BeforeEach
  void resets() {
    SERVICES.reset();
  }

  @Test
  void showsRegistrationsWithWhatTheOfficeNeeds() {
    String page = staff.get("/staff/editions/e-open?q=Berg").body();

    assertThat(page)
        .contains("Sanne van der Berg 1", "PO-001", "Graag een rustige kamer", "Mogelijk dubbel")
        .contains("nr. 1", "Kostenplaats 4711");
    assertThat(SERVICES.lastAsked("GET", "/v1/registrations").orElseThrow().pathAndQuery())
        .contains("editionId=e-open", "q=Berg");
  }

  @Test
  void showsARegistrationInWordsAndLineByLine() {
    SERVICES.answer(
        "GET",
        "/v1/registrations/r-1",
        Answer.json(
            200,
            StubServices.registration(1, "CONFIRMED", "")
                .replace("Graag een rustige kamer", "Regel een\\nregel twee")
                .replace("\"language\":\"nl\"", "\"language\":\"en\"")));
    SERVICES.answer(
        "GET",
        "/v1/notifications",
        Answer.json(
            200, StubServices.page(StubServices.MAIL.replace("\"FAILED\"", "\"SUPERSEDED\""))));

    String page = staff.get("/staff/registrations/r-1").body();

    assertThat(page)
        .contains("<dd>Engels</dd>", "<dd class=\"entered\">Regel een\nregel twee</dd>")
        .contains("Vervangen door een later bericht")
        .doesNotContain("unknown recipient");
  }

  @Test
  void leadsFromAMailToItsRegistrationAndSaysWhereItsArrivalIsUncertain() {
    assertThat(staff.get("/staff/notifications").body())
        .contains("Bevestiging: De droom", "href=\"/staff/registrations/r-1\"")
        .doesNotContain("Mogelijk dubbel");

    SERVICES.answer(
        "GET",
        "/v1/notifications",
        Answer.json(
            200,
            StubServices.page(
                StubServices.MAIL
                    .replace("\"uncertain\":false", "\"uncertain\":true")
                    .replaceFirst(",\"subject\":\"[^\"]*\"", ""))));
    assertThat(staff.get("/staff/notifications?status=all").body())
        .contains(
            "Mogelijk dubbel of niet aangekomen",
            "<td>Bevestiging van inschrijving",
            ": Bevestiging van inschrijving</span>");
    assertThat(staff.get("/en/staff/registrations/r-1").body())
        .contains("May have arrived twice or not at all", "Registration confirmed")
        .doesNotContain("See the registration");
  }

  @Test
  void listsWhatBeganWithinAYearAndLeadsToWhatIsEarlier() {
    editions("?startsAfter=2026-03-01&page=1&pageSize=100", 3);
    editions("?startsAfter=2026-03-01&page=1&pageSize=1", 3);
    editions("?page=1&pageSize=1", 33);

    assertThat(staff.get("/staff?from=2026-03-01").body())
        .contains("Vanaf zondag 1 maart 2026", "edition-0")
        .contains("href=\"/staff/earlier-editions?before=2026-03-01\"", "Eerdere edities (30)")
        .doesNotContain("Dit zijn de eerste");

    staff.get("/staff");
    assertThat(
            SERVICES.asked().stream()
                .map(StubServices.Asked::pathAndQuery)
                .filter(asked -> asked.contains("pageSize=100")))
        .last()
        .asString()
        .contains("?startsAfter=" + LocalDate.now(ZoneId.of("Europe/Amsterdam")).minusYears(1));
  }

  @Test
  void listsEarlierEditionsTheLatestFirst() {
    editions("?startsAfter=2026-03-01&page=1&pageSize=1", 3);
    editions("?page=1&pageSize=1", 33);
    editions("?page=1&pageSize=25", 33, 0, 25);
    editions("?page=2&pageSize=25", 33, 25, 33);

    String first = staff.get("/staff/earlier-editions?before=2026-03-01").body();
    assertThat(links(first)).hasSize(25).startsWith("edition-29").endsWith("edition-5");
    assertThat(first).contains("Pagina 1 van 2 (30 in totaal)", "before=2026-03-01&amp;page=2");
    String second = staff.get("/staff/earlier-editions?before=2026-03-01&page=2").body();
    assertThat(links(second)).hasSize(5).startsWith("edition-4").endsWith("edition-0");
    assertThat(links(staff.get("/staff/earlier-editions?before=2026-03-01&page=3").body()))
        .isEmpty();
  }

  @Test
  void saysThatThereAreMoreEditionsThanItLists() {
    for (int page = 1; page <= 20; page++) {
      editions(
          "?startsAfter=2026-03-01&page=" + page + "&pageSize=100",
          2500,
          page * 100 - 100,
          page * 100);
    }

    assertThat(staff.get("/staff?from=2026-03-01").body())
        .contains("Dit zijn de eerste 2.000 van 2.500 edities")
        .contains("href=\"/staff?from=2027-03-18\"", "Edities vanaf donderdag 18 maart 2027");
  }

  @Test
  void namesTheProgrammeOfABrochureRequestAndDoesWithoutTheCatalogue() {
    assertThat(staff.get("/staff/brochure-requests").body())
        .contains(">De droom van elke burgemeester</td>");

    SERVICES.answer("GET", "/v1/programmes", Answer.problem(503, "{}"));
    HttpResponse<String> without = staff.get("/staff/brochure-requests");
    assertThat(without.statusCode()).isEqualTo(200);
    assertThat(without.body()).contains("Anja de Wit", ">droom</td>");
  }

  @Test
  void countsExactlyThoseWhoWillBeMailed() {
    HttpResponse<String> preview = move(Map.of("step", "preview"));

    assertThat(preview.statusCode()).isEqualTo(200);
    assertThat(preview.body())
        .contains("3 mensen krijgen", "donderdag 18 maart 2027", "donderdag 25 maart 2027");
    assertThat(SERVICES.lastAsked("POST", "/v1/editions")).isEmpty();
  }

  @Test
  void movesAfterConfirmationWithTheSequenceThatWasShown() {
    HttpResponse<String> answer = move(Map.of("step", "confirm"));

    assertThat(answer.headers().firstValue("Location").orElseThrow())
        .endsWith("/staff/editions/e-open?done=moved");
    assertThat(SERVICES.lastAsked("POST", "/v1/editions").orElseThrow().body())
        .contains(
            "\"startsAt\":\"2027-03-25T17:30:00Z\"",
            "\"expectedSequence\":0",
            "\"city\":\"Utrecht\"",
            "\"reason\":\"De zaal lekt\"");
  }

  @Test
  void showsWhatIsThereNowWhenSomebodyElseWasFirst() {
    SERVICES.answer(
        "POST",
        "/v1/editions/e-open/sessions/s-1/reschedule",
        Answer.problem(409, "{\"status\":409,\"code\":\"stale-sequence\"}"));
    SERVICES.answer(
        "GET",
        "/v1/editions/e-open",
        Answer.json(
            200,
            StubServices.OPEN
                .replace("2027-03-18T17:30:00Z", "2027-03-22T17:30:00Z")
                .replaceFirst("\"sequence\":0", "\"sequence\":1")));

    HttpResponse<String> answer = move(Map.of("step", "confirm"));

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body())
        .contains(
            "Iemand anders heeft deze bijeenkomst intussen gewijzigd",
            "maandag 22 maart 2027",
            "donderdag 25 maart 2027",
            "De zaal lekt",
            "name=\"expectedSequence\" value=\"1\"");
  }

  @Test
  void offersNoMoveOfASessionThatWasCancelledMeanwhile() {
    SERVICES.answer(
        "POST",
        "/v1/editions/e-open/sessions/s-1/reschedule",
        Answer.problem(409, "{\"status\":409,\"code\":\"session-cancelled\"}"));
    SERVICES.answer(
        "GET",
        "/v1/editions/e-open",
        Answer.json(200, StubServices.OPEN.replaceFirst("SCHEDULED", "CANCELLED")));

    HttpResponse<String> answer = move(Map.of("step", "confirm"));

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body())
        .contains("is intussen geannuleerd en kan niet meer worden verzet")
        .doesNotContain("bevestig opnieuw", "value=\"confirm\"", "value=\"edit\"");
  }

  @Test
  void countsOneMailAndOneRegistrationInTheSingular() {
    SERVICES.answer(
        "GET",
        "/v1/registrations",
        Answer.json(200, StubServices.page(StubServices.registration(1, "CONFIRMED", ""))));

    assertThat(staff.get("/staff/editions/e-open").body()).contains(">1 aanmelding<");
    assertThat(staff.get("/staff/editions/e-open/sessions/s-1/cancel").body())
        .contains(
            "Annuleren en één e-mail versturen",
            "krijgt er de annulering van de agenda-afspraak bij")
        .doesNotContain("bijgewerkte agenda-afspraak");
    assertThat(staff.get("/staff/editions/e-open/sessions/s-3/cancel").body())
        .doesNotContain("agenda-afspraak");
  }

  @Test
  void plansASessionThatHadNoDate() {
    SERVICES.answer("POST", "/v1/editions/e-open/sessions/s-4/reschedule", Answer.json(200, "{}"));
    String path = "/staff/editions/e-open/sessions/s-4/reschedule";

    assertThat(staff.get(path).body()).contains("<title>Bijeenkomst plannen");
    String done = move(path, Map.of("step", "confirm")).headers().firstValue("Location").orElse("");
    assertThat(done).endsWith("/staff/editions/e-open?done=planned");
    assertThat(staff.get("/staff/editions/e-open?done=planned").body())
        .contains("De bijeenkomst is gepland. Wie is aangemeld, krijgt bericht.");
  }

  @Test
  void refusesBeforeTheLookWhatTheServiceWouldRefuseAfterIt() {
    Map<String, String> typed =
        Map.of("locationName", "De Zaal", "locationCity", " ", "reason", "x".repeat(501));

    HttpResponse<String> answer = move(typed);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .contains("Vul ook de plaats van de locatie in.", "#f-locationCity")
        .contains("Gebruik ten hoogste 500 tekens.", "#f-reason");
    assertThat(move(Map.of("locationName", "De Zaal", "reason", "x".repeat(500))).statusCode())
        .isEqualTo(200);
  }

  @Test
  void showsAllErrorsOfAMoveAndKeepsWhatWasTyped() {
    HttpResponse<String> answer =
        move(Map.of("startDate", "28-03-2027", "startTime", "later", "endTime", "x"));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .contains("#f-startDate", "#f-startTime", "#f-endTime", "28-03-2027", "De zaal lekt");
  }

  @Test
  void refusesAnHourThatTheClockSkips() {
    assertThat(move(Map.of("startDate", "2027-03-28", "startTime", "02:30")).body())
        .contains("Dit tijdstip bestaat niet");
  }

  @Test
  void cancelsASessionAfterALook() {
    String look = staff.get("/staff/editions/e-open/sessions/s-1/cancel").body();
    HttpResponse<String> answer =
        staff.submit(
            "/staff/editions/e-open/sessions/s-1/cancel",
            Map.of("reason", "Ziekte", "_csrf", token));

    assertThat(look).contains("3 mensen krijgen");
    assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith("?done=cancelled");
    assertThat(SERVICES.lastAsked("POST", "/v1/editions").orElseThrow().body())
        .isEqualTo("{\"reason\":\"Ziekte\"}");
  }

  @Test
  void plansWhatIsLeftOfAnEditionAndCancelsNoSessionThatIsOver() {
    assertThat(staff.get("/staff/editions/e-past").body())
        .contains("e-past/sessions/s-1/reschedule", "e-past/sessions/s-4/reschedule")
        .contains("e-past/sessions/s-4/cancel")
        .doesNotContain("e-past/sessions/s-1/cancel", "e-past/sessions/s-3/cancel");
  }

  @Test
  void saysThatTheLastSessionTakesTheEditionWithIt() {
    String cancel = "/staff/editions/e-open/sessions/s-1/cancel";
    assertThat(staff.get(cancel).body()).doesNotContain("de hele editie");
    SERVICES.answer("GET", "/v1/editions/e-open", Answer.json(200, StubServices.LAST_SESSION));

    assertThat(staff.get(cancel).body())
        .contains("Dit is de laatste bijeenkomst: de hele editie wordt geannuleerd");
    assertThat(staff.get("/en" + cancel).body()).contains("the whole edition will be cancelled");
  }

  @Test
  void listsACancelledEditionByTheDayThatItHad() {
    SERVICES.answer(
        "GET",
        "/v1/editions",
        Answer.json(
            200,
            StubServices.page(
                StubServices.cancelled("e-off-2019", "2019"),
                StubServices.OPEN,
                StubServices.cancelled("e-off-2028", "2028"))));

    String page = staff.get("/staff").body();

    assertThat(page)
        .contains("maandag 18 maart 2019", "zaterdag 18 maart 2028")
        .doesNotContain("Datum volgt");
    assertThat(page.indexOf("/e-open")).isLessThan(page.indexOf("/e-off-2028"));
    assertThat(page.indexOf("/e-off-2028")).isLessThan(page.indexOf("/e-off-2019"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"preview", "confirm"})
  void keepsWhatWasTypedWhenTheScheduleIsAway(String step) {
    SERVICES.answer("GET", "/v1/editions/e-open", Answer.NONE);

    HttpResponse<String> answer =
        move(
            Map.of(
                "step",
                step,
                "endDate",
                "2027-03-26",
                "endTime",
                "21:15",
                "locationName",
                "Het Klooster"));

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body())
        .contains("zijn nu niet op te halen", "action=\"" + MOVE + "\"")
        .contains("2027-03-25", "18:30", "2027-03-26", "21:15", "Het Klooster", "Utrecht")
        .contains("De zaal lekt", "name=\"expectedSequence\" value=\"0\"");
    assertThat(SERVICES.lastAsked("POST", "/v1/editions")).isEmpty();
  }

  @Test
  void keepsTheReasonOfACancellationWhenTheScheduleIsAway() {
    String cancel = "/staff/editions/e-open/sessions/s-1/cancel";
    SERVICES.answer("GET", "/v1/editions/e-open", Answer.problem(503, "{}"));
    SERVICES.answer("POST", "/v1/editions/e-open/sessions/s-1/cancel", Answer.NONE);

    HttpResponse<String> answer = staff.submit(cancel, Map.of("reason", "Ziekte", "_csrf", token));

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body())
        .contains("kon nu niet worden doorgevoerd", "Ziekte", "action=\"" + cancel + "\"");
  }

  @Test
  void movesAndCancelsWithoutACountWhenRegistrationsAreAway() {
    SERVICES.answer("GET", "/v1/registrations", Answer.NONE);

    assertThat(staff.get("/staff/editions/e-open").body())
        .contains("De aanmeldingen zijn nu niet op te halen", "e-open/sessions/s-1/reschedule");
    assertThat(move(Map.of("step", "preview")).body())
        .contains("Het aantal e-mails kon niet worden geteld", "value=\"confirm\"");
    HttpResponse<String> cancel = staff.get("/en/staff/editions/e-open/sessions/s-1/cancel");
    assertThat(cancel.statusCode()).isEqualTo(200);
    assertThat(cancel.body()).contains("could not be counted", "Cancel session</button>");
  }

  @Test
  void countsNobodyForAChangeThatCannotBe() {
    String same =
        move(Map.of(
                "startDate",
                "2027-03-18",
                "locationName",
                "De Langhoeve",
                "locationCity",
                "Wijk bij Duurstede"))
            .body();
    String cancelled = staff.get("/staff/editions/e-open/sessions/s-5/cancel").body();

    assertThat(same).contains("Er verandert niets");
    assertThat(cancelled).contains("al geannuleerd");
    assertThat(SERVICES.lastAsked("GET", "/v1/registrations")).isEmpty();
  }

  @Test
  void showsARegistrationAlsoWithoutItsMailsAndItsEdition() {
    SERVICES.answer("GET", "/v1/notifications", Answer.NONE);
    SERVICES.answer("GET", "/v1/editions/e-open", Answer.NONE);

    HttpResponse<String> page = staff.get("/staff/registrations/r-1");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains("Sanne van der Berg 1", "De berichten zijn nu niet op te halen");
  }

  @Test
  void sendsAMailAgain() {
    HttpResponse<String> answer =
        staff.submit(
            "/staff/notifications/n-1/resend", Map.of("status", "UNKNOWN", "_csrf", token));

    assertThat(answer.headers().firstValue("Location").orElseThrow())
        .endsWith("/staff/notifications?status=UNKNOWN&done=resent");
    assertThat(SERVICES.lastAsked("POST", "/v1/notifications/n-1/resend")).isPresent();
  }

  @Test
  void showsOtherServicesParkedEventsWhenOneIsAway() {
    assertThat(staff.get("/staff/parked").body())
        .contains("nl.leergang.schedule.session-rescheduled.v1");
  }

  @Test
  void closesTheGapBeforeAnEventAndDiscardsOthersAfterAWarning() {
    assertThat(staff.get("/staff/parked").body())
        .contains("/staff/parked/schedule/p-1/close-gap", "Dit kunt u niet ongedaan maken")
        .doesNotContain("/staff/parked/schedule/p-1/discard");
    parked(StubServices.PARKED.replace("GAP", "POISON"));
    assertThat(staff.get("/en/staff/parked").body())
        .contains("/en/staff/parked/schedule/p-1/discard", "You cannot undo this")
        .doesNotContain("close-gap");
  }

  @ParameterizedTest
  @CsvSource({
    "replay, APPLIED, De gebeurtenis is alsnog verwerkt",
    "replay, STILL_PARKED, De gebeurtenis kan nog niet worden verwerkt",
    "discard, DISCARDED, De gebeurtenis is verworpen",
    "close-gap, APPLIED, De gebeurtenis is alsnog verwerkt"
  })
  void tellsWhatCameOfAParkedEvent(String how, String outcome, String words) {
    SERVICES.answer(
        "POST",
        "/v1/parked-events/p-1/" + how,
        Answer.json(200, "{\"id\":\"p-1\",\"outcome\":\"" + outcome + "\"}"));

    assertThat(settled(how)).contains(words);
  }

  @Test
  void tellsThatAParkedEventWasSettledBefore() {
    assertThat(settled("discard")).contains("Deze gebeurtenis was al afgehandeld");
  }

  private static String settled(String how) {
    HttpResponse<String> answer =
        staff.submit("/staff/parked/schedule/p-1/" + how, Map.of("page", "2", "_csrf", token));
    assertThat(answer.statusCode()).isEqualTo(302);
    String target = answer.headers().firstValue("Location").orElseThrow();
    assertThat(target).contains("page=2");
    return staff.get(URI.create(target).getPath() + "?" + URI.create(target).getQuery()).body();
  }

  @Test
  void leadsToTheNextPageOfParkedEventsAndNeverBeyondTheLast() {
    SERVICES.answer(
        "GET",
        "/v1/parked-events",
        Answer.json(
            200,
            StubServices.page(StubServices.PARKED)
                .replace("\"pageSize\":100,\"total\":1", "\"pageSize\":50,\"total\":51")));
    assertThat(staff.get("/staff/parked").body()).contains("href=\"/staff/parked?page=2\"");

    staff.get("/staff/parked?page=3");
    assertThat(SERVICES.lastAsked("GET", "/v1/parked-events").orElseThrow().pathAndQuery())
        .contains("page=2&");
  }

  @Test
  void showsNothingForAKeyOrNumberThatAParkedEventHasNot() {
    parked(StubServices.PARKED.replace(",\"sequence\":7", ""));
    assertThat(staff.get("/staff/parked").body()).contains(">e-open</span>");
    parked(StubServices.PARKED.replace("\"key\":\"e-open\",\"sequence\":7,", ""));
    assertThat(staff.get("/staff/parked").body()).doesNotContain("null");
  }

  private static void parked(String event) {
    SERVICES.answer("GET", "/v1/parked-events", Answer.json(200, StubServices.page(event)));
  }

  private static void editions(String query, int total) {
    editions(query, total, 0, Math.min(total, 3));
  }

  /** The service's answer: those from one number up to another. */
  private static void editions(String query, int total, int from, int to) {
    String items =
        IntStream.range(from, to)
            .mapToObj(
                i -> StubServices.edition("edition-" + i, "droom", "OPEN", 10, 3, 0, "2027", false))
            .collect(Collectors.joining(","));
    SERVICES.answer(
        "GET",
        "/v1/editions" + query,
        Answer.json(
            200,
            "{\"items\":[%s],\"page\":1,\"pageSize\":1,\"total\":%d}".formatted(items, total)));
  }

  private static List<String> links(String page) {
    return Pattern.compile("/staff/editions/(edition-\\d+)\"")
        .matcher(page)
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  private static HttpResponse<String> move(Map<String, String> changes) {
    return move(MOVE, changes);
  }

  private static HttpResponse<String> move(String path, Map<String, String> changes) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("startDate", "2027-03-25");
    fields.put("startTime", "18:30");
    fields.put("locationCity", "Utrecht");
    fields.put("reason", "De zaal lekt");
    fields.put("expectedSequence", "0");
    fields.put("_csrf", token);
    fields.putAll(changes);
    return staff.submit(path, fields);
  }
}
