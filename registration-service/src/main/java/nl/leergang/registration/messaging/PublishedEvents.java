package nl.leergang.registration.messaging;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import nl.leergang.messaging.outbox.Outbox;
import nl.leergang.messaging.outbox.OutboxEvent;
import nl.leergang.registration.brochure.BrochureRequest;
import nl.leergang.registration.registration.Address;
import nl.leergang.registration.registration.Applicant;
import nl.leergang.registration.registration.Registration;
import nl.leergang.registration.registration.RegistrationEvent;
import nl.leergang.registration.registration.RegistrationEvent.EnrollmentConfirmed;
import nl.leergang.registration.registration.RegistrationEvent.EnrollmentSubmitted;
import nl.leergang.registration.registration.RegistrationEvent.EnrollmentWaitlisted;
import nl.leergang.registration.registration.RegistrationEvent.SeatAllocated;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Translates what happened into the published shapes (see {@code contracts/events}). */
@Component
public class PublishedEvents {

  private static final String TYPE_PREFIX = "nl.leergang.registration.";

  private final Outbox outbox;

  PublishedEvents(Outbox outbox) {
    this.outbox = outbox;
  }

  /** Those of a new registration, each topic's numbered from 1, and the contact. */
  public List<OutboxEvent> of(Registration registration) {
    List<OutboxEvent> events = new ArrayList<>(registration.events().size() + 1);
    long sequence = 1;
    for (RegistrationEvent event : registration.events()) {
      events.add(of(event, sequence++));
    }
    events.add(
        contact(contactOf(registration.id().toString(), registration.submission().applicant())));
    return events;
  }

  public OutboxEvent of(RegistrationEvent event, long sequence) {
    return switch (event) {
      case EnrollmentSubmitted it ->
          event(
              sequence,
              "enrollment-submitted.v1",
              new SubmittedData(
                  it.receipt().id().toString(),
                  it.receipt().editionId(),
                  it.editionVersion(),
                  it.receipt().reference().value(),
                  it.language().code(),
                  it.receipt().outcome().name(),
                  it.receipt().position(),
                  it.receipt().submittedAt()));
      case EnrollmentConfirmed it ->
          event(
              sequence,
              "enrollment-confirmed.v1",
              new SeatData(
                  it.id().toString(),
                  it.editionId(),
                  // To its readers a direct confirmation is one that nobody had to decide on.
                  it.cause() == RegistrationEvent.Cause.SUBMITTED ? "DIRECT" : "PROMOTED",
                  it.at()));
      case SeatAllocated it ->
          event(
              sequence,
              "seat-allocated.v1",
              new SeatData(it.id().toString(), it.editionId(), it.cause().name(), it.at()));
      case EnrollmentWaitlisted it ->
          event(
              sequence,
              "enrollment-waitlisted.v1",
              new WaitlistedData(
                  it.id().toString(), it.editionId(), it.position(), it.queueNumber(), it.at()));
    };
  }

  public List<OutboxEvent> of(BrochureRequest request) {
    String id = request.id().toString();
    BrochureRequest.Requester person = request.requester();
    return List.of(
        outbox.event(
            PublishedTopics.BROCHURE_REQUESTS,
            1,
            TYPE_PREFIX + "brochure-requested.v1",
            new BrochureRequestedData(
                id,
                request.programmeId(),
                request.programmeSlug(),
                person.language().code(),
                request.requestedAt())),
        contact(
            new ContactData(
                id,
                "BROCHURE",
                person.language().code(),
                person.salutation() == null ? null : person.salutation().name(),
                null,
                null,
                null,
                person.name(),
                person.email(),
                person.telephone(),
                null,
                null,
                null,
                person.address(),
                person.remarks(),
                null,
                null)));
  }

  private OutboxEvent event(long sequence, String type, Object data) {
    return outbox.event(PublishedTopics.REGISTRATIONS, sequence, TYPE_PREFIX + type, data);
  }

  private OutboxEvent contact(ContactData data) {
    return outbox.event(PublishedTopics.CONTACTS, 1, TYPE_PREFIX + "contact-provided.v1", data);
  }

  private static ContactData contactOf(String id, Applicant person) {
    return new ContactData(
        id,
        "REGISTRATION",
        person.language().code(),
        person.salutation() == null ? null : person.salutation().name(),
        person.givenName(),
        person.infix(),
        person.familyName(),
        null,
        person.email(),
        person.telephone(),
        person.organisation(),
        person.role(),
        person.address(),
        null,
        person.remarks(),
        person.purchaseOrderNumber(),
        person.costCentre());
  }

  record SubmittedData(
      String registrationId,
      String editionId,
      @Nullable Long editionVersion,
      String reference,
      String language,
      String outcome,
      @Nullable Long position,
      Instant submittedAt) {}

  record SeatData(String registrationId, String editionId, String reason, Instant at) {}

  record WaitlistedData(
      String registrationId, String editionId, long position, long queueNumber, Instant at) {}

  record BrochureRequestedData(
      String brochureRequestId,
      String programmeId,
      String programmeSlug,
      String language,
      Instant requestedAt) {}

  record ContactData(
      String contactId,
      String kind,
      String language,
      @Nullable String salutation,
      @Nullable String givenName,
      @Nullable String infix,
      @Nullable String familyName,
      @Nullable String name,
      String email,
      @Nullable String telephone,
      @Nullable String organisation,
      @Nullable String role,
      @Nullable Address address,
      @Nullable String addressText,
      @Nullable String remarks,
      @Nullable String purchaseOrderNumber,
      @Nullable String costCentre) {}
}
