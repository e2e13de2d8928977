package nl.leergang.schedule.messaging;

import static nl.leergang.schedule.edition.EditionFixture.FIRST;
import static nl.leergang.schedule.edition.EditionFixture.anEdition;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import nl.leergang.messaging.EventJson;
import nl.leergang.messaging.InboundEvent;
import nl.leergang.schedule.PublicPages;
import nl.leergang.schedule.edition.Decision;
import nl.leergang.schedule.edition.Edition;
import nl.leergang.schedule.edition.ScheduleEvent;
import nl.leergang.schedule.edition.Session;
import nl.leergang.schedule.programme.Admission;
import nl.leergang.schedule.programme.Location;
import nl.leergang.schedule.programme.Office;
import nl.leergang.schedule.programme.Programme;
import nl.leergang.schedule.programme.ProgrammeContent;
import nl.leergang.schedule.programme.ProgrammeId;
import org.bson.Document;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is really sent fits the published schemas, and what others send is understood. */
@NullUnmarked
class EventContractTest {

  private static final Instant NOW = Instant.parse("2027-01-01T12:00:00Z");
  private static final EventTranslator TRANSLATOR =
      new EventTranslator(
          Clock.fixed(NOW, ZoneOffset.UTC),
          new PublicPages(URI.create("http://localhost:8080"), "/privacy"));

  static Stream<WireEvent> producedEvents() {
    Programme programme = programme();
    Edition edition =
        anEdition()
            .withSeats(10)
            .closingAt("2027-02-01T00:00:00Z")
            .withEveningAndNextDay("2027-03-11T18:30")
            .withOpenSession()
            .withSessionOn("2027-05-11")
            .build();
    Edition bare = anEdition().withOpenSession().build();
    return Stream.of(
        TRANSLATOR.published(programme),
        TRANSLATOR.published(programme(null, null)),
        translate(new ScheduleEvent.EditionPublished(edition, programme(null, null))),
        translate(new ScheduleEvent.EditionPublished(edition, programme)),
        translate(new ScheduleEvent.EditionPublished(bare, programme)),
        translate(moved(edition)),
        translate(moved(bare)),
        translate(((Decision.Changed) edition.cancel(FIRST, "De inleider is ziek.")).event()),
        translate(((Decision.Changed) edition.cancel(FIRST, null)).event()));
  }

  @ParameterizedTest
  @MethodSource("producedEvents")
  void producesEventsThatFitTheirSchema(WireEvent event) throws IOException {
    String name = event.type().replace("nl.leergang.schedule.", "");
    String json = new String(EventJson.write(event.data()), StandardCharsets.UTF_8);

    assertThat(
            schema("contracts/events/" + name + ".schema.json")
                .validate(
                    json,
                    InputFormat.JSON,
                    c -> c.executionConfig(e -> e.formatAssertionsEnabled(true))))
        .as(json)
        .isEmpty();
  }

  @Test
  void namesTheTypesOnTheWireIndependentlyOfClasses() {
    assertThat(producedEvents().map(WireEvent::type).distinct())
        .containsExactly(
            "nl.leergang.schedule.programme-published.v1",
            "nl.leergang.schedule.edition-published.v1",
            "nl.leergang.schedule.session-rescheduled.v1",
            "nl.leergang.schedule.session-scheduled.v1",
            "nl.leergang.schedule.session-cancelled.v1");
  }

  @Test
  void namesNobodyWhereTheCatalogueNamesNobody() {
    WireEvent event = TRANSLATOR.published(programme(null, null));

    assertThat(new String(EventJson.write(event.data()), StandardCharsets.UTF_8))
        .doesNotContain("provider", "office");
  }

  @Test
  void refusesAnEventThatLacksWhatTheSchemaAsks() throws IOException {
    assertThat(
            schema("contracts/events/session-cancelled.v1.schema.json")
                .validate("{}", InputFormat.JSON))
        .isNotEmpty();
  }

  @Test
  void saysWhetherRegistrationIsClosedAndLeavesPastToTheReaders() {
    assertThat(registration(anEdition().withSessionOn("2019-10-09").build())).isEqualTo("OPEN");
    assertThat(registration(anEdition().withSessionOn("2028-10-09").closed().build()))
        .isEqualTo("CLOSED");
    assertThat(
            registration(
                anEdition().withSessionOn("2028-10-09").closingAt("2026-12-31T23:00:00Z").build()))
        .isEqualTo("CLOSED");
  }

  @Test
  void readsTheAvailabilityExampleAlsoWithAnUnknownField() throws IOException {
    byte[] example = bytes("contracts/events/edition-availability-changed.v1.example.json");
    Document plain = new AvailabilityProjection().apply(null, inbound(example));
    Document extended =
        Document.parse(new String(example, StandardCharsets.UTF_8)).append("later", "addition");
    Document tolerant =
        new AvailabilityProjection()
            .apply(null, inbound(extended.toJson().getBytes(StandardCharsets.UTF_8)));

    assertThat(plain.getInteger("waiting")).isNotNull();
    assertThat(tolerant).isEqualTo(plain);
  }

  @Test
  void leavesTheStateAloneOnATypeItDoesNotKnow() {
    Document state = new Document("_id", "e").append("waiting", 3);
    var other =
        new InboundEvent(
            "1", "nl.leergang.registration.other.v1", "urn:x", "e", 2, NOW, new byte[0]);

    assertThat(new AvailabilityProjection().apply(state, other)).isEqualTo(state);
  }

  private static String registration(Edition edition) {
    var published = translate(new ScheduleEvent.EditionPublished(edition, programme()));
    return ((ScheduleWire.EditionPublishedData) published.data()).registration();
  }

  private static InboundEvent inbound(byte[] data) {
    return new InboundEvent("1", AvailabilityProjection.TYPE, "urn:x", "e", 1, NOW, data);
  }

  private static WireEvent translate(ScheduleEvent event) {
    return TRANSLATOR.translate(event);
  }

  private static ScheduleEvent moved(Edition edition) {
    var target =
        new Session.Target(
            Instant.parse("2027-03-18T17:30:00Z"),
            Instant.parse("2027-03-19T15:00:00Z"),
            new Location("Kasteel", "Wijk bij Duurstede"));
    return ((Decision.Changed) edition.reschedule(FIRST, target, 0, "Reden", NOW)).event();
  }

  private static Programme programme() {
    return programme("Opleidingsbureau", new Office("NGB", "bureau@example.org", "070-373 8383"));
  }

  private static Programme programme(String provider, Office office) {
    return new Programme(
        new ProgrammeId("programme-1"),
        "de-droom",
        "De droom",
        Programme.Kind.MODULE,
        "Smart Cities",
        provider,
        List.of("NGB"),
        Admission.INTAKE,
        office,
        null,
        new ProgrammeContent(
            null,
            "Burgemeesters",
            null,
            "Samenvatting",
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            false,
            null,
            null,
            null),
        List.of());
  }

  private static Schema schema(String resource) throws IOException {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(new String(bytes(resource), StandardCharsets.UTF_8), InputFormat.JSON);
  }

  private static byte[] bytes(String resource) throws IOException {
    try (InputStream in = EventContractTest.class.getClassLoader().getResourceAsStream(resource)) {
      assertThat(in).as(resource).isNotNull();
      return in.readAllBytes();
    }
  }
}
