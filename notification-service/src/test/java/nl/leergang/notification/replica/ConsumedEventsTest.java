package nl.leergang.notification.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import nl.leergang.messaging.InboundEvent;
import nl.leergang.messaging.MalformedEventException;
import nl.leergang.messaging.inbox.DerivedDocument;
import nl.leergang.messaging.inbox.Projection;
import org.bson.Document;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The producers' own examples, read by this service's readers. */
@NullUnmarked
class ConsumedEventsTest {

  private static final ReplicaChanges NOBODY =
      new ReplicaChanges() {
        @Override
        public void mailsMayBeDue() {}

        @Override
        public void editionsChanged() {}

        @Override
        public void contactsChanged(Collection<String> contactIds) {}
      };

  private static final MailsDue DUE =
      new MailsDue() {
        @Override
        public DerivedDocument status(InboundEvent event, String id, Participation.Status status) {
          return due(status.name());
        }

        @Override
        public DerivedDocument officeNotice(InboundEvent event, String id) {
          return due("OFFICE");
        }

        @Override
        public DerivedDocument brochure(InboundEvent event, String id) {
          return due("BROCHURE");
        }

        @Override
        public DerivedDocument brochureNotice(InboundEvent event, String id) {
          return due("OFFICE_BROCHURE");
        }

        private DerivedDocument due(String what) {
          return new DerivedDocument("notifications", new Document("_id", what));
        }
      };

  private final EditionProjection editions = new EditionProjection(NOBODY);
  private final ParticipationProjection participations = new ParticipationProjection(DUE, NOBODY);
  private final ContactProjection contacts = new ContactProjection(NOBODY);
  private final ProgrammeProjection programmes = new ProgrammeProjection(NOBODY);
  private final BrochureRequestProjection brochures = new BrochureRequestProjection(DUE, NOBODY);

  @Test
  void readsEditionsAndTheirMoves() {
    Document state = apply(editions, null, "schedule", "edition-published", 1);
    Edition published = edition(state);
    assertThat(published.programme().title()).isNotBlank();
    assertThat(published.sessions()).isNotEmpty();

    Document moved = apply(editions, state, "schedule", "session-rescheduled", 2);
    assertThat(edition(moved).sessions().get(0).sequence())
        .isGreaterThan(published.sessions().get(0).sequence());
    assertThat(edition(moved).sessions().get(0).reason()).isNotBlank();
    assertThat(moved.getString("fanoutDue")).isNotEqualTo(state.getString("fanoutDue"));

    Document cancelled = apply(editions, state, "schedule", "session-cancelled", 3);
    assertThat(edition(cancelled).sessions()).anyMatch(session -> session.slot().cancelled());
    Document scheduled = apply(editions, state, "schedule", "session-scheduled", 2);
    assertThat(edition(scheduled).sessions())
        .filteredOn(session -> session.slot().startsAt() != null)
        .isNotEmpty();
  }

  private static Edition edition(Document state) {
    return Edition.from(new Document(state).append("_id", "edition"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"enrollment-confirmed", "seat-allocated", "enrollment-waitlisted"})
  void readsRegistrationsAndTheirStatus(String decision) {
    Document submitted = apply(participations, null, "registration", "enrollment-submitted", 1);
    Document decided = apply(participations, submitted, "registration", decision, 2);

    Participation participation =
        Participation.from(new Document(decided).append("_id", "registration"));
    assertThat(participation.status()).isNotEqualTo(Participation.Status.SUBMITTED);
    assertThat(participation.statusSeq()).isEqualTo(2);
    assertThat(participation.reference()).isNotBlank();
    assertThat(derived(participations, null, submitted, "enrollment-submitted", 1))
        .containsExactly("OFFICE");
    assertThat(derived(participations, submitted, decided, decision, 2))
        .containsExactly(participation.status().name());
  }

  @Test
  void neverTouchesWhatTheSenderOwns() {
    Document submitted = apply(participations, null, "registration", "enrollment-submitted", 1);
    Document told = new Document(submitted).append("told", new Document("s", "what was told"));

    assertThat(apply(participations, told, "registration", "enrollment-confirmed", 2).get("told"))
        .isEqualTo(told.get("told"));
  }

  @Test
  void readsContactsAndForgetsTheErased() {
    Document state = apply(contacts, null, "registration", "contact-provided", 1);
    Contact contact = Contact.from(new Document(state).append("_id", "contact"));
    assertThat(contact.email()).contains("@");
    assertThat(contact.fullName()).isNotBlank();

    Document erased = contacts.apply(state, event("registration", "contact-provided", null, 2));
    assertThat(erased).isEqualTo(new Document("erased", true));
    assertThat(apply(contacts, erased, "registration", "contact-provided", 3)).isEqualTo(erased);
  }

  @Test
  void readsAProgrammeOfWhichNobodyIsKnownToGiveIt() {
    String data =
        """
        {"programmeId":"p","slug":"s","title":"T","kind":"MODULE","admission":"DIRECT",\
        "privacyStatementUrl":"http://localhost:8080/privacy","summary":"S"}\
        """;
    Document state = programmes.apply(null, event("schedule", "programme-published", data, 1));
    Programme programme = Programme.from(state);

    assertThat(programme.provider()).isNull();
    assertThat(programme.office()).isNull();
    assertThat(programme.toDocument()).doesNotContainKeys("provider", "office");
  }

  @Test
  void readsProgrammesAndBrochureRequests() {
    Document programme = apply(programmes, null, "schedule", "programme-published", 1);
    assertThat(Programme.from(programme).summary()).isNotBlank();

    Document request = apply(brochures, null, "registration", "brochure-requested", 1);
    assertThat(BrochureRequest.from(new Document(request).append("_id", "b")).programmeId())
        .isNotBlank();
    assertThat(derived(brochures, null, request, "brochure-requested", 1))
        .containsExactly("BROCHURE", "OFFICE_BROCHURE");
  }

  @Test
  void leavesEventsOfUnknownTypesWithoutEffect() {
    for (Projection projection :
        List.of(editions, participations, contacts, programmes, brochures)) {
      Document state = new Document("some", "state");
      assertThat(projection.apply(state, event("other", "something-else", "{}", 7)))
          .isEqualTo(state);
    }
  }

  @Test
  void callsAnEventWithoutWhatItMustHavePoison() {
    Map.of(
            "edition-published", editions,
            "session-rescheduled", editions,
            "programme-published", programmes)
        .forEach((type, projection) ->
            assertThatThrownBy(() -> projection.apply(null, event("schedule", type, "{}", 1)))
                .isInstanceOf(MalformedEventException.class));
    Map.of(
            "enrollment-submitted", participations,
            "contact-provided", contacts,
            "brochure-requested", brochures)
        .forEach((type, projection) ->
            assertThatThrownBy(() -> projection.apply(null, event("registration", type, "{}", 1)))
                .isInstanceOf(MalformedEventException.class));
  }

  /** The example as it is and with a field that nobody knows: the result must be the same. */
  private static Document apply(
      Projection projection, Document state, String context, String type, long sequence) {
    String example = example(type);
    Document plain = projection.apply(copy(state), event(context, type, example, sequence));
    String extended = example.replaceFirst("\\{", "{\"someday\":{\"more\":[1,2]},");
    Document tolerant = projection.apply(copy(state), event(context, type, extended, sequence));
    assertThat(tolerant).isEqualTo(plain);
    return plain;
  }

  private static List<String> derived(
      Projection projection, Document before, Document after, String type, long sequence) {
    return projection
        .derived(before, after, event("registration", type, example(type), sequence))
        .stream()
        .map(derived -> derived.document().getString("_id"))
        .toList();
  }

  private static Document copy(Document state) {
    return state == null ? null : Document.parse(state.toJson());
  }

  private static InboundEvent event(String context, String type, String data, long sequence) {
    return new InboundEvent(
        type + sequence,
        "nl.leergang." + context + "." + type + ".v1",
        "urn:nld:kvknr:00000000:systeem:test",
        "subject",
        sequence,
        Instant.parse("2026-11-23T10:00:00Z"),
        data == null ? null : data.getBytes(StandardCharsets.UTF_8));
  }

  private static String example(String type) {
    String path = "/contracts/events/" + type + ".v1.example.json";
    try (InputStream in = ConsumedEventsTest.class.getResourceAsStream(path)) {
      assertThat(in).as(path).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
