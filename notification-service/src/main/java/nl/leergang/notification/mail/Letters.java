package nl.leergang.notification.mail;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import nl.leergang.notification.MailProperties;
import nl.leergang.notification.replica.BrochureRequest;
import nl.leergang.notification.replica.Contact;
import nl.leergang.notification.replica.Edition;
import nl.leergang.notification.replica.Office;
import nl.leergang.notification.replica.Participation;
import nl.leergang.notification.replica.Programme;
import nl.leergang.notification.replica.Session;
import nl.leergang.notification.replica.Slot;
import nl.leergang.notification.replica.Told;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** What each mail says. */
@Component
public class Letters {

  private static final Texts DUTCH = Texts.in(Locale.forLanguageTag("nl"));

  private final String publicUrl;
  private final String defaultOffice;
  private final Office ownOffice;

  Letters(
      MailProperties properties,
      @Value("${leergang.public-url:http://localhost:8080}") String publicUrl) {
    this.publicUrl = publicUrl.replaceAll("/+$", "");
    this.defaultOffice = properties.office();
    this.ownOffice = new Office(properties.officeName(), null, null);
  }

  /** On the registration's status: confirmed, held or on the waiting list. */
  public Letter status(Contact contact, Participation participation, Edition edition) {
    Programme programme = edition.programme();
    Texts texts = Texts.in(contact.language());
    String kind =
        switch (participation.status()) {
          case CONFIRMED -> "confirmed";
          case HELD -> "held";
          case WAITLISTED -> "waitlisted";
          case SUBMITTED -> throw new IllegalArgumentException("not decided yet");
        };
    boolean waitlisted = participation.status() == Participation.Status.WAITLISTED;
    Object position = Objects.requireNonNullElse(participation.position(), "?");
    List<Block> blocks = new ArrayList<>();
    boolean promoted = participation.promoted() && !waitlisted;
    blocks.add(
        new Block.Paragraph(
            texts.of(kind + (promoted ? ".lead.promoted" : ".lead"), programme.title(), position)));
    if (!participation.status().equals(Participation.Status.CONFIRMED)) {
      blocks.add(new Block.Paragraph(texts.of(kind + ".next")));
    }
    if (movedSinceForm(participation, edition)) {
      blocks.add(new Block.Notice(texts.of("changedSinceForm")));
    }
    blocks.add(agenda(texts, edition, participation.editionVersion()));
    addCalendarNotes(texts, kind, participation, edition, blocks);
    blocks.add(
        new Block.Facts(
            texts.of("facts.registration"),
            Stream.concat(
                    Stream.of(
                        new Block.Fact(texts.of("fact.reference"), participation.reference()),
                        new Block.Fact(texts.of("fact.programme"), programme.title())),
                    provider(texts, programme))
                .toList()));
    blocks.add(programmeLink(texts, programme));
    Content content =
        content(
            texts,
            programme,
            texts.of(kind + ".preview", programme.title(), position),
            texts.of(kind + ".heading", position),
            greeting(texts, contact),
            blocks,
            texts.of("small.registration", participation.reference()));
    List<Letter.Invite> invites =
        participation.status().inCalendar()
            ? edition.sessions().stream()
                .filter(session -> session.slot().startsAt() != null)
                .filter(session -> !session.slot().cancelled())
                .map(session ->
                    invite(texts, participation, edition, session, Letter.Invite.Method.REQUEST))
                .toList()
            : List.of();
    return new Letter(
        Mailbox.of(contact.email(), contact.fullName()),
        mailbox(programme),
        texts.of(kind + ".subject", programme.title()),
        content,
        invites,
        false,
        null);
  }

  private static void addCalendarNotes(
      Texts texts, String kind, Participation participation, Edition edition, List<Block> blocks) {
    List<Session> sessions =
        edition.sessions().stream().filter(session -> !session.slot().cancelled()).toList();
    boolean timed = sessions.stream().anyMatch(session -> session.slot().startsAt() != null);
    boolean open = sessions.stream().anyMatch(session -> !session.slot().complete());
    if (timed && participation.status().inCalendar()) {
      blocks.add(new Block.Paragraph(texts.of(kind + ".calendar")));
    }
    if (open) {
      blocks.add(new Block.Paragraph(texts.of("open")));
    }
  }

  private static boolean movedSinceForm(Participation participation, Edition edition) {
    Long shown = participation.editionVersion();
    return shown != null
        && shown < edition.version()
        && edition.sessions().stream().anyMatch(session -> session.since() > shown);
  }

  /** On one session that moved, was given its date, or was cancelled. */
  public Letter move(
      Contact contact,
      Participation participation,
      Edition edition,
      Session session,
      @Nullable Told told) {
    Programme programme = edition.programme();
    Texts texts = Texts.in(contact.language());
    Dates dates = new Dates(texts);
    Slot old = told == null ? null : told.slot();
    Slot now = session.slot();
    Difference difference = Difference.between(old, now);
    String kind = difference.kind();
    boolean waitlisted = !participation.status().inCalendar();
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Block.Paragraph(
            texts.of(kind + ".lead", session.number(), session.title(), programme.title())));
    if (difference == Difference.RELOCATED && now.hasTimeOf(old)) {
      blocks.add(new Block.Paragraph(texts.of("relocated.sameTime")));
    }
    if (now.cancelled()) {
      blocks.add(new Block.Paragraph(texts.of(afterCancellation(participation, edition, session))));
    }
    blocks.add(change(texts, dates, session, old));
    if (session.reason() != null && !session.reason().isBlank()) {
      blocks.add(new Block.Paragraph(texts.of("move.reason", session.reason())));
    }
    boolean calendar = !waitlisted && now.startsAt() != null;
    if (waitlisted && !now.cancelled()) {
      blocks.add(new Block.Paragraph(texts.of("move.waitlisted")));
    } else if (calendar) {
      blocks.add(
          new Block.Paragraph(
              texts.of(
                  now.cancelled()
                      ? "calendar.cancelled"
                      : old != null && old.startsAt() != null
                          ? "calendar.updated"
                          : "calendar.first")));
    }
    if (!waitlisted && !now.cancelled()) {
      blocks.add(new Block.Paragraph(texts.of(kind + ".answer")));
    }
    blocks.add(programmeLink(texts, programme));
    Content content =
        content(
            texts,
            programme,
            texts.of(kind + ".preview", session.number(), dates.when(now), dates.where(now)),
            texts.of(kind + ".heading", session.number()),
            greeting(texts, contact),
            blocks,
            texts.of("small.registration", participation.reference()));
    Letter.Invite.Method method =
        now.cancelled() ? Letter.Invite.Method.CANCEL : Letter.Invite.Method.REQUEST;
    return new Letter(
        Mailbox.of(contact.email(), contact.fullName()),
        mailbox(programme),
        texts.of(kind + ".subject", session.number(), programme.title()),
        content,
        calendar ? List.of(invite(texts, participation, edition, session, method)) : List.of(),
        true,
        null);
  }

  /** What is left for the reader when one session goes. */
  private static String afterCancellation(
      Participation participation, Edition edition, Session gone) {
    boolean others =
        edition.sessions().stream()
            .anyMatch(session -> !session.id().equals(gone.id()) && !session.slot().cancelled());
    return others ? "cancelled.others." + participation.status() : "cancelled.last";
  }

  private static Block change(Texts texts, Dates dates, Session session, @Nullable Slot old) {
    Slot now = session.slot();
    String oldWhen = dates.when(old);
    String newWhen = now.cancelled() ? texts.of("change.gone") : dates.when(now);
    String oldWhere = dates.where(old);
    String newWhere = now.cancelled() ? "–" : dates.where(now);
    return new Block.Change(
        texts.of("session", session.number(), session.title()),
        texts.of("change.old"),
        texts.of("change.new"),
        List.of(
            new Block.Difference(
                texts.of("change.when"), oldWhen, newWhen, !oldWhen.equals(newWhen)),
            new Block.Difference(
                texts.of("change.where"), oldWhere, newWhere, !oldWhere.equals(newWhere))));
  }

  private static Block agenda(Texts texts, Edition edition, @Nullable Long shown) {
    Dates dates = new Dates(texts);
    return new Block.Agenda(
        texts.of("sessions"),
        edition.sessions().stream()
            .map(session ->
                new Block.Line(
                    session.number(),
                    session.title(),
                    session.slot().cancelled()
                        ? texts.of("change.gone")
                        : dates.when(session.slot()),
                    session.slot().cancelled() ? "" : dates.where(session.slot()),
                    shown != null && session.since() > shown && session.since() > 1
                        ? texts.of("session.changed")
                        : null))
            .toList());
  }

  private Letter.Invite invite(
      Texts texts,
      Participation participation,
      Edition edition,
      Session session,
      Letter.Invite.Method method) {
    Programme programme = edition.programme();
    Dates dates = new Dates(texts);
    Slot slot = session.slot();
    boolean placed = slot.venue() != null || slot.city() != null;
    boolean tentative = participation.status() == Participation.Status.HELD;
    String description =
        texts.of(
            tentative ? "calendar.description.held" : "calendar.description",
            session.number(),
            session.title(),
            programme.title(),
            dates.when(slot),
            participation.reference(),
            programmeUrl(texts, programme));
    return new Letter.Invite(
        new Letter.Invite.Session(
            session.id(),
            session.sequence(),
            slot,
            session.number(),
            programme.title() + ": " + session.title(),
            placed ? dates.where(slot) : "",
            description,
            tentative),
        method);
  }

  /** To the office: somebody registered. Always in Dutch, the office's language. */
  public Letter registrationNotice(Contact contact, Participation participation, Edition edition) {
    Programme programme = edition.programme();
    Dates dates = new Dates(DUTCH);
    String status = DUTCH.of("status." + participation.standing().name());
    List<Block.Fact> facts = new ArrayList<>();
    add(facts, "fact.status", status);
    if (participation.standing() == Participation.Status.WAITLISTED
        && participation.position() != null) {
      add(facts, "fact.position", participation.position().toString());
    }
    add(facts, "fact.programme", programme.title());
    add(facts, "fact.firstSession", dates.when(first(edition)));
    add(facts, "fact.reference", participation.reference());
    add(facts, "fact.submittedAt", dates.moment(participation.submittedAt()));
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Block.Paragraph(
            DUTCH.of("office.registration.lead", contact.fullName(), programme.title())));
    blocks.add(new Block.Facts(DUTCH.of("facts.notice"), facts));
    blocks.add(new Block.Facts(DUTCH.of("facts.entered"), entered(contact)));
    blocks.add(
        new Block.Action(
            DUTCH.of("office.registration.open"),
            publicUrl + "/staff/registrations/" + participation.id()));
    return toOffice(
        programme,
        DUTCH.of("office.registration.subject", contact.fullName(), programme.title(), status),
        DUTCH.of("office.registration.heading", status),
        blocks);
  }

  private static @Nullable Slot first(Edition edition) {
    return edition.sessions().stream()
        .map(Session::slot)
        .filter(slot -> slot.dated() && !slot.cancelled())
        .findFirst()
        .orElse(null);
  }

  private static List<Block.Fact> entered(Contact contact) {
    List<Block.Fact> facts = new ArrayList<>();
    if (contact.salutation() != null) {
      add(facts, "fact.salutation", DUTCH.of("salutation." + contact.salutation().name()));
    }
    add(facts, "fact.name", contact.fullName());
    add(facts, "fact.email", contact.email());
    add(facts, "fact.telephone", contact.telephone());
    add(facts, "fact.organisation", contact.organisation());
    add(facts, "fact.role", contact.role());
    add(facts, "fact.address", address(contact));
    add(facts, "fact.purchaseOrderNumber", contact.purchaseOrderNumber());
    add(facts, "fact.costCentre", contact.costCentre());
    add(facts, "fact.remarks", contact.remarks());
    add(
        facts,
        "fact.language",
        DUTCH.of(
            Locale.ENGLISH.getLanguage().equals(contact.language().getLanguage())
                ? "language.en"
                : "language.nl"));
    return facts;
  }

  private static @Nullable String address(Contact contact) {
    if (contact.addressText() != null) {
      return contact.addressText();
    }
    String street = join(contact.street(), contact.houseNumber(), " ");
    String town = join(contact.postalCode(), contact.city(), " ");
    return join(street, town, ", ");
  }

  private static @Nullable String join(
      @Nullable String one, @Nullable String other, String separator) {
    if (one == null) {
      return other;
    }
    return other == null ? one : one + separator + other;
  }

  private static void add(List<Block.Fact> facts, String label, @Nullable String value) {
    if (value != null && !value.isBlank()) {
      facts.add(new Block.Fact(DUTCH.of(label), value));
    }
  }

  /** The programme's information, to who asked for it. */
  public Letter brochure(Contact contact, Programme programme, List<Edition> editions) {
    Texts texts = Texts.in(contact.language());
    Dates dates = new Dates(texts);
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Paragraph(texts.of("brochure.lead", programme.title())));
    if (programme.summary() != null) {
      blocks.add(new Block.Paragraph(programme.summary()));
    }
    List<Block.Fact> facts = new ArrayList<>();
    provider(texts, programme).forEach(facts::add);
    facts.add(
        new Block.Fact(
            texts.of("fact.admission"),
            texts.of(programme.intake() ? "admission.INTAKE" : "admission.DIRECT")));
    facts.add(
        new Block.Fact(
            texts.of("fact.editions"),
            editions.isEmpty()
                ? texts.of("brochure.noEditions")
                : String.join("\n", starts(texts, dates, editions))));
    blocks.add(new Block.Facts(texts.of("facts.programme"), facts));
    blocks.add(
        new Block.Paragraph(
            texts.of(editions.isEmpty() ? "brochure.next.noEditions" : "brochure.next")));
    blocks.add(programmeLink(texts, programme));
    Content content =
        content(
            texts,
            programme,
            texts.of("brochure.preview", programme.title()),
            texts.of("brochure.heading"),
            greeting(texts, contact),
            blocks,
            texts.of("small.brochure"));
    return new Letter(
        Mailbox.of(contact.email(), contact.fullName()),
        mailbox(programme),
        texts.of("brochure.subject", programme.title()),
        content,
        List.of(),
        false,
        null);
  }

  private static List<String> starts(Texts texts, Dates dates, List<Edition> editions) {
    return editions.stream()
        .sorted(
            Comparator.comparing(
                edition -> edition.begin().orElse(null),
                Comparator.nullsLast(Comparator.naturalOrder())))
        .map(edition ->
            starts(
                texts,
                dates.firstDay(first(edition)),
                edition.sessions().stream().filter(one -> !one.slot().cancelled()).count()))
        .toList();
  }

  private static String starts(Texts texts, String first, long sessions) {
    return sessions == 1
        ? texts.of("brochure.edition.one", first)
        : texts.of("brochure.edition", first, sessions);
  }

  /** To the office: somebody asked for the brochure. */
  public Letter brochureNotice(Contact contact, BrochureRequest request, Programme programme) {
    Dates dates = new Dates(DUTCH);
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Block.Paragraph(
            DUTCH.of(
                "office.brochure.lead",
                contact.fullName(),
                programme.title(),
                dates.moment(request.requestedAt()))));
    blocks.add(new Block.Facts(DUTCH.of("facts.entered"), entered(contact)));
    return toOffice(
        programme,
        DUTCH.of("office.brochure.subject", contact.fullName(), programme.title()),
        DUTCH.of("office.brochure.heading"),
        blocks);
  }

  private Letter toOffice(Programme programme, String subject, String heading, List<Block> blocks) {
    Content content =
        new Content(
            "nl",
            programme.title(),
            heading,
            heading,
            null,
            blocks,
            List.of(),
            DUTCH.of("small.office"));
    return new Letter(
        mailbox(programme), mailbox(programme), subject, content, List.of(), false, null);
  }

  private static Stream<Block.Fact> provider(Texts texts, Programme programme) {
    return Stream.ofNullable(programme.provider())
        .map(provider -> new Block.Fact(texts.of("fact.provider"), provider));
  }

  private Office office(Programme programme) {
    return Objects.requireNonNullElse(programme.office(), ownOffice);
  }

  private Mailbox mailbox(Programme programme) {
    Office office = office(programme);
    String email = office.email();
    return email == null || email.isBlank()
        ? Mailbox.of(defaultOffice, office.name())
        : Mailbox.of(email, office.name());
  }

  private Content content(
      Texts texts,
      Programme programme,
      String preview,
      String heading,
      String greeting,
      List<Block> blocks,
      String small) {
    Office office = office(programme);
    String telephone = office.telephone();
    List<Block> all = new ArrayList<>(blocks);
    all.add(
        new Block.Paragraph(
            telephone == null || telephone.isBlank()
                ? texts.of("closing.reply")
                : texts.of("closing.call", telephone)));
    return new Content(
        texts.language().getLanguage(),
        programme.title(),
        preview,
        heading,
        greeting,
        all,
        List.of(texts.of("closing.greeting"), office.name()),
        small + " " + texts.of("small.privacy", privacyStatement(texts, programme)));
  }

  /** A provider's own statement as it is; else the portal's, in the reader's language. */
  private String privacyStatement(Texts texts, Programme programme) {
    String own = publicUrl + "/privacy";
    String url = Objects.requireNonNullElse(programme.privacyStatementUrl(), own);
    return texts.english() && own.equals(url) ? publicUrl + "/en/privacy" : url;
  }

  private Block programmeLink(Texts texts, Programme programme) {
    return new Block.Action(texts.of("programme.open"), programmeUrl(texts, programme));
  }

  private String programmeUrl(Texts texts, Programme programme) {
    return publicUrl + (texts.english() ? "/en" : "") + "/programmes/" + programme.slug();
  }

  private static String greeting(Texts texts, Contact contact) {
    Contact.Salutation salutation = contact.salutation();
    if (salutation == null || salutation == Contact.Salutation.NEUTRAL) {
      return texts.of("greeting.NEUTRAL", contact.fullName());
    }
    return texts.of("greeting." + salutation.name(), formalName(texts, contact));
  }

  /** "De Vries": without a first name before it, the prefix takes a capital in Dutch. */
  private static String formalName(Texts texts, Contact contact) {
    String name = contact.name();
    if (name != null) {
      return name;
    }
    String family = Objects.requireNonNullElse(contact.familyName(), contact.fullName());
    String infix = contact.infix();
    if (infix == null || infix.isBlank()) {
      return family;
    }
    String prefix = infix.strip();
    return prefix.substring(0, 1).toUpperCase(texts.language())
        + prefix.substring(1)
        + " "
        + family;
  }
}
