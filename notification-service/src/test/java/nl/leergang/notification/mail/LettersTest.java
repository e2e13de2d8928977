package nl.leergang.notification.mail;

import static nl.leergang.notification.Fixtures.at;
import static nl.leergang.notification.Fixtures.cancelled;
import static nl.leergang.notification.Fixtures.contact;
import static nl.leergang.notification.Fixtures.dateOnly;
import static nl.leergang.notification.Fixtures.edition;
import static nl.leergang.notification.Fixtures.evening;
import static nl.leergang.notification.Fixtures.open;
import static nl.leergang.notification.Fixtures.participation;
import static nl.leergang.notification.Fixtures.placedAt;
import static nl.leergang.notification.Fixtures.programme;
import static nl.leergang.notification.Fixtures.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.BodyPart;
import jakarta.mail.Message;
import jakarta.mail.Multipart;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.component.VEvent;
import nl.leergang.notification.Fixtures;
import nl.leergang.notification.replica.BrochureRequest;
import nl.leergang.notification.replica.Contact;
import nl.leergang.notification.replica.Edition;
import nl.leergang.notification.replica.Participation;
import nl.leergang.notification.replica.Participation.Status;
import nl.leergang.notification.replica.Programme;
import nl.leergang.notification.replica.Session;
import nl.leergang.notification.replica.Slot;
import nl.leergang.notification.replica.Told;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@NullUnmarked
class LettersTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);
  private static final Path SAMPLES = Path.of("target", "sample-mails");

  private final Letters letters = new Letters(Fixtures.MAIL, "https://leergang.example/");
  private final LetterWriter writer = new LetterWriter(new Calendars(CLOCK), Fixtures.MAIL, CLOCK);

  private final Edition edition =
      edition(
          session(1, 0, evening("2027-03-11T18:30", "2027-03-12T17:00")),
          session(2, 2, evening("2027-04-08T18:30", null)),
          session(3, 0, open()));

  @Test
  void confirmsWithEachDatedSessionAsAttachment() throws Exception {
    MimeMessage mail = status("confirmed-nl", "nl", Status.CONFIRMED, edition);

    assertThat(mail.getSubject())
        .isEqualTo("Bevestiging van uw inschrijving: De droom van elke burgemeester");
    assertThat(plain(mail))
        .contains("Geachte mevrouw Van den Berg,")
        .contains("donderdag 11 maart 2027, 18.30 uur, met overnachting, tot vrijdag 12 maart 2027")
        .contains("donderdag 8 april 2027, 18.30 uur (eindtijd volgt)")
        .contains("datum volgt\n")
        .contains("LG-2027-0042")
        .contains("070-373 8383")
        .doesNotContain("&", "<");
    assertThat(html(mail)).contains("<html lang=\"nl\">", "<h1", "role=\"presentation\"");
    assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat(mail.getMessageID()).isEqualTo("<id@localhost>");
    assertThat(mail.getAllRecipients()).hasSize(1);
    assertThat(((InternetAddress) mail.getReplyTo()[0]).getAddress())
        .isEqualTo("ngb@office.example");

    List<BodyPart> parts = parts(mail);
    assertThat(parts).hasSize(3);
    VEvent first = event(calendar(parts.get(1)));
    VEvent second = event(calendar(parts.get(2)));
    assertThat(calendar(parts.get(1)).getMethod().getValue()).isEqualTo("REQUEST");
    assertThat(value(first, Property.UID)).isEqualTo("session-session-1@leergang");
    assertThat(value(first, Property.SEQUENCE)).isEqualTo("0");
    assertThat(value(first, Property.STATUS)).isEqualTo("CONFIRMED");
    assertThat(value(first, Property.ORGANIZER)).isEqualTo("mailto:leergang@localhost");
    assertThat(value(first, Property.ATTENDEE)).isEqualTo("mailto:anna@gemeente.example");
    assertThat(start(first).toInstant()).isEqualTo(at("2027-03-11T18:30"));
    assertThat(first.<ZonedDateTime>getEndDate(false).orElseThrow().getDate().toInstant())
        .isEqualTo(at("2027-03-12T17:00"));
    assertThat(value(second, Property.SEQUENCE)).isEqualTo("2");
    assertThat(second.getEndDate(false)).isEmpty();
    assertThat(parts.get(1).getContentType()).contains("method=REQUEST");
  }

  @Test
  void holdsTentativelyAndAnnouncesTheConversation() throws Exception {
    MimeMessage mail = status("held-nl", "nl", Status.HELD, edition);

    assertThat(plain(mail)).contains("kennismakingsgesprek", "voorlopige afspraak");
    assertThat(value(event(calendar(parts(mail).get(1))), Property.STATUS)).isEqualTo("TENTATIVE");
  }

  @Test
  void tellsThePositionOnTheWaitingListWithoutCalendar() throws Exception {
    MimeMessage mail = status("waitlisted-nl", "nl", Status.WAITLISTED, edition);

    assertThat(plain(mail)).contains("op plaats 3");
    assertThat(mail.getContentType()).startsWith("multipart/alternative");
    assertThat(source(mail)).doesNotContain("text/calendar");
  }

  @Test
  void writesEnglishToWhoAskedForIt() throws Exception {
    MimeMessage mail = status("held-en", "en", Status.HELD, edition);

    assertThat(plain(mail))
        .contains("Dear Ms Van den Berg,")
        .contains("Thursday 11 March 2027, 18:30")
        .contains("date to follow")
        .contains("https://leergang.example/en/programmes/de-droom-van-elke-burgemeester");
    assertThat(html(mail)).contains("<html lang=\"en\">");
  }

  @Test
  void saysSoWhenTheTimesAreNotTheOnesTheFormShowed() throws Exception {
    Session moved =
        new Session("session-1", 1, "Moment 1", 1, evening("2027-03-18T18:30", null), null, 4);
    Edition now =
        new Edition("edition-1", 5, programme(), true, null, List.of(moved, session(2, 0, open())));

    assertThat(plain(written("confirmed-changed-nl", letters.status(contact("nl"), shown(3), now))))
        .contains("het rooster is gewijzigd", "gewijzigd sinds");
    // The edition changed since, but no time or place did.
    assertThat(plain(written("x", letters.status(contact("nl"), shown(4), now))))
        .doesNotContain("het rooster is gewijzigd");
  }

  private static Participation shown(long version) {
    Participation one = participation(Status.CONFIRMED, Map.of());
    return new Participation(
        one.id(),
        one.editionId(),
        one.status(),
        one.outcome(),
        one.statusSeq(),
        false,
        one.reference(),
        version,
        null,
        one.submittedAt(),
        Map.of(),
        null);
  }

  @Test
  void showsOldAndNewAndUpdatesTheCalendar() throws Exception {
    Session now =
        new Session(
            "session-1",
            1,
            "Moment 1",
            3,
            new Slot(
                null,
                null,
                at("2027-03-18T18:30"),
                at("2027-03-19T17:00"),
                true,
                "Kasteel Duurstede",
                "Wijk bij Duurstede",
                false),
            "De spreker is op 11 maart verhinderd.",
            4);
    Told told = new Told(0, evening("2027-03-11T18:30", "2027-03-12T17:00"), "m");
    Letter letter =
        letters
            .move(
                contact("nl"),
                participation(Status.HELD, Map.of("session-1", told)),
                edition(now),
                now,
                told)
            .inReplyTo("<first@localhost>");

    MimeMessage mail = written("moved-nl", letter);

    assertThat(plain(mail))
        .contains("Wanneer: donderdag 11 maart 2027, 18.30 uur")
        .contains("Wanneer: donderdag 18 maart 2027, 18.30 uur")
        .contains("Waar: Wijk bij Duurstede")
        .contains("Waar: Kasteel Duurstede, Wijk bij Duurstede")
        .contains("De spreker is op 11 maart verhinderd.");
    assertThat(mail.getHeader("References")).containsExactly("<first@localhost>");
    List<BodyPart> mixed = parts(mail);
    Multipart alternative = (Multipart) mixed.get(0).getContent();
    assertThat(alternative.getCount()).isEqualTo(3);
    assertThat(alternative.getBodyPart(2).getContentType())
        .isEqualTo("text/calendar; charset=UTF-8; method=REQUEST");
    assertThat(mixed.get(1).getFileName()).isEqualTo("invite.ics");
    VEvent event = event(calendar(mixed.get(1)));
    assertThat(value(event, Property.UID)).isEqualTo("session-session-1@leergang");
    assertThat(value(event, Property.SEQUENCE)).isEqualTo("3");
    assertThat(value(event, Property.STATUS)).isEqualTo("TENTATIVE");
  }

  @Test
  void tellsWhoWaitsOfAMoveWithoutCalendar() throws Exception {
    Session now = session(1, 1, evening("2027-03-18T18:30", null));
    Told told = new Told(0, evening("2027-03-11T18:30", null), "m");

    MimeMessage mail =
        written(
            "moved-waitlisted-nl",
            letters.move(
                contact("nl"),
                participation(Status.WAITLISTED, Map.of()),
                edition(now),
                now,
                told));

    assertThat(plain(mail)).contains("U staat op de wachtlijst voor deze editie.");
    assertThat(source(mail)).doesNotContain("text/calendar");
  }

  @Test
  void cancelsInTheCalendarToo() throws Exception {
    Slot slot = evening("2027-03-11T18:30", "2027-03-12T17:00");
    Session now = session(1, 1, cancelled(slot));

    MimeMessage mail =
        written(
            "cancelled-nl",
            letters.move(
                contact("nl"),
                participation(Status.CONFIRMED, Map.of()),
                edition(now),
                now,
                new Told(0, slot, "m")));

    Calendar calendar = calendar(parts(mail).get(1));
    assertThat(calendar.getMethod().getValue()).isEqualTo("CANCEL");
    assertThat(value(event(calendar), Property.STATUS)).isEqualTo("CANCELLED");
    assertThat(value(event(calendar), Property.SEQUENCE)).isEqualTo("1");
    assertThat(plain(mail)).contains("vervalt");
  }

  @Test
  void announcesAFirstDateWithWhatWasToldBefore() throws Exception {
    Session now = session(3, 1, evening("2027-05-13T18:30", null));

    MimeMessage mail =
        written(
            "scheduled-nl",
            letters.move(
                contact("nl"),
                participation(Status.CONFIRMED, Map.of()),
                edition(now),
                now,
                new Told(0, open(), "m")));

    assertThat(mail.getSubject()).startsWith("De datum van bijeenkomst 3 is bekend");
    assertThat(plain(mail)).contains("Wanneer: datum volgt", "Wanneer: donderdag 13 mei 2027");
  }

  @Test
  void callsWhatBecameKnownNoMove() throws Exception {
    Slot evening = evening("2027-03-11T18:30", null);
    Slot ended = evening("2027-03-11T18:30", "2027-03-12T17:00");
    Slot placed = placedAt(evening, "Kasteel Duurstede", "Wijk bij Duurstede");
    Slot day = dateOnly("2027-03-11");

    assertThat(subject(evening, ended)).startsWith("Meer bekend over bijeenkomst 1");
    assertThat(subject(evening, placed)).startsWith("Meer bekend over bijeenkomst 1");
    assertThat(subject(placedAt(evening, null, null), placed)).startsWith("Meer bekend");
    assertThat(subject(day, placedAt(evening, null, null))).startsWith("Meer bekend");
    assertThat(subject(open(), evening)).startsWith("De datum van bijeenkomst 1 is bekend");
    assertThat(subject(placed, placedAt(evening, "Raadhuis", "Wijk bij Duurstede")))
        .startsWith("Bijeenkomst 1 heeft een andere locatie");
    assertThat(subject(ended, evening("2027-03-11T18:30", "2027-03-12T16:00")))
        .startsWith("Bijeenkomst 1 is verzet");
    assertThat(subject(dateOnly("2027-03-10"), evening)).startsWith("Bijeenkomst 1 is verzet");
    assertThat(plain(written("completed-nl", changed(Status.CONFIRMED, "nl", evening, ended))))
        .contains("Wat wij u eerder meldden, blijft gelden.", "bijgewerkte afspraak");
    assertThat(plain(written("completed-en", changed(Status.CONFIRMED, "en", day, evening))))
        .contains("What we announced earlier still applies.")
        .contains("The appointment is attached");
    assertThat(
            plain(
                written(
                    "relocated-nl",
                    changed(
                        Status.HELD,
                        "nl",
                        placed,
                        placedAt(evening, "Raadhuis", "Wijk bij Duurstede")))))
        .contains("De tijd blijft gelijk.");
    assertThat(
            plain(
                written(
                    "x",
                    changed(Status.HELD, "nl", placed, placedAt(ended, "Raadhuis", "Utrecht")))))
        .contains("andere locatie")
        .doesNotContain("De tijd blijft gelijk.");
  }

  @ParameterizedTest
  @EnumSource(
      value = Status.class,
      names = {"HELD", "CONFIRMED", "WAITLISTED"})
  void saysWhatACancellationLeavesToTheReader(Status status) throws Exception {
    Slot slot = evening("2027-03-11T18:30", null);
    Session gone = session(1, 1, cancelled(slot));
    Participation participation = participation(status, Map.of());
    Told told = new Told(0, slot, "m");

    String others =
        plain(
            written(
                "cancelled-" + status.name().toLowerCase(Locale.ROOT) + "-nl",
                letters.move(
                    contact("nl"),
                    participation,
                    edition(gone, session(2, 0, open())),
                    gone,
                    told)));
    String last =
        plain(
            written(
                "cancelled-last-nl",
                letters.move(
                    contact("nl"),
                    participation,
                    edition(gone, session(2, 1, cancelled(slot))),
                    gone,
                    told)));

    assertThat(others)
        .contains(
            switch (status) {
              case CONFIRMED -> "Uw inschrijving voor de andere bijeenkomsten verandert niet.";
              case HELD -> "gereserveerd hebben, geldt nog voor de andere bijeenkomsten.";
              default -> "Voor de andere bijeenkomsten blijft u op de wachtlijst staan.";
            })
        .doesNotContain("vervallen.", "zodat u het rooster kent");
    assertThat(last)
        .contains("Daarmee zijn alle bijeenkomsten van deze editie vervallen.")
        .doesNotContain("andere bijeenkomsten", "zodat u het rooster kent");
  }

  @Test
  void namesNoProviderThatIsNotKnownAndSignsForTheOwnOffice() throws Exception {
    Edition unknown =
        new Edition(
            "edition-1", 1, ofNobody(), true, null, List.of(session(1, 0, dateOnly("2027-03-11"))));
    MimeMessage mail = status("confirmed-nobody-nl", "nl", Status.CONFIRMED, unknown);

    assertThat(plain(mail))
        .contains("Met vriendelijke groet,\nOpleidingsbureau\n")
        .doesNotContain("Aanbieder", "null");
    assertThat(mail.getReplyTo()[0].toString())
        .isEqualTo("Opleidingsbureau <opleidingen@leergang.example>");
    assertThat(
            plain(
                written(
                    "brochure-nobody-nl",
                    letters.brochure(contact("nl"), ofNobody(), List.of(unknown)))))
        .contains("; 1 bijeenkomst\n")
        .doesNotContain("Aanbieder", "Bel of mail");
  }

  @Test
  void countsOnlyTheSessionsThatTakePlace() throws Exception {
    Slot slot = evening("2027-03-11T18:30", null);
    Edition halved = edition(session(1, 0, slot), session(2, 1, cancelled(slot)));

    assertThat(plain(written("x", letters.brochure(contact("en"), programme(), List.of(halved)))))
        .contains("; 1 session\n");
  }

  @Test
  void linksToThePrivacyStatementInTheReadersLanguage() throws Exception {
    String own = "https://leergang.example/privacy";

    assertThat(plain(brochure("nl", own)).strip()).endsWith(own);
    assertThat(plain(brochure("en", own)).strip()).endsWith("https://leergang.example/en/privacy");
    assertThat(plain(brochure("en", "https://vu.example/privacy")).strip())
        .endsWith("https://vu.example/privacy");
  }

  @ParameterizedTest
  @CsvSource({
    "nl, , https://leergang.example/privacy",
    "en, , https://leergang.example/en/privacy",
    "nl, https://vu.example/privacy, https://vu.example/privacy",
    "en, https://vu.example/privacy, https://vu.example/privacy"
  })
  void linksToThePrivacyStatementInEveryMailToAParticipant(
      String language, String published, String link) throws Exception {
    Session now = session(1, 1, evening("2027-03-18T18:30", null));
    Edition schedule = new Edition("edition-1", 1, with(published), true, null, List.of(now));
    Participation one = participation(Status.CONFIRMED, Map.of());
    Participation promoted =
        new Participation(
            one.id(),
            one.editionId(),
            one.status(),
            one.outcome(),
            one.statusSeq(),
            true,
            one.reference(),
            1L,
            null,
            one.submittedAt(),
            Map.of(),
            null);
    Told told = new Told(0, evening("2027-03-11T18:30", null), "m");

    for (Letter letter :
        List.of(
            letters.status(contact(language), one, schedule),
            letters.status(contact(language), promoted, schedule),
            letters.status(contact(language), participation(Status.WAITLISTED, Map.of()), schedule),
            letters.move(contact(language), one, schedule, now, told))) {
      assertThat(plain(written("x", letter)).strip()).endsWith(": " + link);
    }
  }

  private MimeMessage brochure(String language, String privacyStatementUrl) throws Exception {
    return written("x", letters.brochure(contact(language), with(privacyStatementUrl), List.of()));
  }

  private static Programme with(String privacyStatementUrl) {
    Programme one = programme();
    return new Programme(
        one.id(),
        one.slug(),
        one.title(),
        one.intake(),
        one.provider(),
        one.office(),
        privacyStatementUrl,
        one.summary());
  }

  private MimeMessage status(String name, String language, Status status, Edition edition)
      throws Exception {
    return written(
        name, letters.status(contact(language), participation(status, Map.of()), edition));
  }

  private static Programme ofNobody() {
    return new Programme(
        "programme-2", "samenwerken", "Samenwerken en vertrouwen", false, null, null, null, null);
  }

  private Letter changed(Status status, String language, Slot before, Slot after) {
    Session now = session(1, 1, after);
    Told told = new Told(0, before, "m");
    return letters.move(
        contact(language), participation(status, Map.of()), edition(now), now, told);
  }

  private String subject(Slot before, Slot after) {
    return changed(Status.CONFIRMED, "nl", before, after).subject();
  }

  @Test
  void givesTheOfficeEverythingThatWasEntered() throws Exception {
    MimeMessage mail =
        written(
            "office-registration",
            letters.registrationNotice(
                contact("nl"), participation(Status.WAITLISTED, Map.of()), edition));

    assertThat(mail.getAllRecipients()[0].toString()).contains("ngb@office.example");
    assertThat(plain(mail))
        .contains(
            "Anna van den Berg",
            "anna@gemeente.example",
            "06-12345678",
            "Gemeente Wijk bij Duurstede",
            "burgemeester",
            "Karel de Grotestraat 30, 3962 CL Wijk bij Duurstede",
            "PO-00123",
            "4711",
            "Ik kom met de trein.",
            "op de wachtlijst",
            "https://leergang.example/staff/registrations/registration-1")
        .doesNotContain("Uw aanmelding");
  }

  @Test
  void sendsTheBrochureAndTellsTheOffice() throws Exception {
    BrochureRequest request =
        new BrochureRequest("brochure-1", "programme-1", Instant.parse("2026-11-23T10:15:00Z"));

    assertThat(
            plain(
                written(
                    "brochure-nl", letters.brochure(contact("nl"), programme(), List.of(edition)))))
        .contains(
            "leefwereld",
            "na een kennismakingsgesprek",
            "Start: donderdag 11 maart 2027; 3 bijeenkomsten");
    assertThat(
            plain(written("brochure-en", letters.brochure(contact("en"), programme(), List.of()))))
        .contains("The date of the next edition is to follow");
    assertThat(
            plain(
                written(
                    "office-brochure",
                    letters.brochureNotice(contact("nl"), request, programme()))))
        .contains("Anna van den Berg", "maandag 23 november 2026, 11.15 uur");
  }

  @Test
  void keepsWhatACalendarFileCouldTakeForItsOwn() throws Exception {
    String title = "Ruimte; tijd, \\ é — en wat er nog bij komt: " + "ééń ".repeat(40) + "einde";
    Session one =
        new Session(
            "session-1",
            1,
            title.strip(),
            0,
            placedAt(evening("2027-03-11T18:30", null), "Zaal \"Noord\"; links, boven", "Utrecht"),
            null,
            1);
    MimeMessage mail =
        written(
            "x",
            letters.status(contact("nl"), participation(Status.CONFIRMED, Map.of()), edition(one)));

    BodyPart part = parts(mail).get(1);
    VEvent event = event(calendar(part));
    assertThat(value(event, Property.SUMMARY))
        .isEqualTo("De droom van elke burgemeester: " + title.strip());
    assertThat(value(event, Property.LOCATION)).isEqualTo("Zaal \"Noord\"; links, boven, Utrecht");
    assertThat(value(event, Property.DESCRIPTION)).contains(title.strip(), "\n");
    for (String line : new String(bytes(part), StandardCharsets.UTF_8).split("\r\n")) {
      assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(75);
      assertThat(line).doesNotContain("\uFFFD", "\n");
    }
  }

  @Test
  void keepsWhatTheEncodingOfTextCouldChange() throws Exception {
    String remarks =
        "=20 \t\nregel met blanco's achter   \n\n.punt\n--=_leergang_mixed\nFrom ons "
            + "ë".repeat(100)
            + " "
            + "x".repeat(200);
    Contact one = contact("nl");
    Contact wordy =
        new Contact(
            one.id(),
            false,
            one.language(),
            null,
            "Anna",
            null,
            "Berg",
            null,
            one.email(),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            remarks,
            null,
            null);
    MimeMessage mail =
        written(
            "x", letters.registrationNotice(wordy, participation(Status.HELD, Map.of()), edition));

    assertThat(plain(mail)).contains(remarks.replace("\n", "\n    "));
    assertThat(html(mail)).contains(remarks.replace("'", "&#39;"));
    assertThat(source(mail).split("\r\n"))
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(76).matches("\\p{ASCII}*"));
  }

  @Test
  void keepsLocalTimeAcrossTheClockChange() throws Exception {
    // 28 March 2027, 03:30 is summer time already; the evening before was winter time.
    Session night = session(1, 0, evening("2027-03-27T18:30", "2027-03-28T12:00"));
    MimeMessage mail =
        written(
            "x",
            letters.status(
                contact("nl"), participation(Status.CONFIRMED, Map.of()), edition(night)));

    VEvent event = event(calendar(parts(mail).get(1)));
    assertThat(start(event).toInstant()).isEqualTo(Instant.parse("2027-03-27T17:30:00Z"));
    assertThat(event.<ZonedDateTime>getEndDate(false).orElseThrow().getDate().toInstant())
        .isEqualTo(Instant.parse("2027-03-28T10:00:00Z"));
    String calendar = new String(bytes(parts(mail).get(1)), StandardCharsets.UTF_8);
    assertThat(calendar)
        .contains("DTSTART;TZID=Europe/Amsterdam:20270327T183000")
        .contains("DTEND;TZID=Europe/Amsterdam:20270328T120000")
        .contains("TZID:Europe/Amsterdam")
        .hasSizeLessThan(2_500);
    assertThat(calendar(parts(mail).get(1)).validate().getEntries()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "anna@x.example\r\nBcc: evil@x.example",
        "anna@x.example\nRCPT TO:<evil@x.example>",
        "anna\u560a\u560dRCPT@x.example",
        "anna\u010aRCPT@x.example",
        "anna@x.example, evil@x.example",
        "Anna <anna@x.example>",
        "anna",
        "@x.example",
        ""
      })
  void refusesAddressesThatCouldCarryMoreThanOneRecipient(String address) {
    assertThatThrownBy(() -> Mailbox.of(address, null))
        .isInstanceOf(UnusableAddressException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Anna\r\nBcc: evil@x.example",
        "Anna\nSubject: x",
        "Anna\u2028Bcc: evil@x.example",
        "Anna\u0085Bcc: evil@x.example",
        "Anna \u560a\u560dBcc: evil@x.example",
        "Anna\" <evil@x.example>, \"",
        "Anna\u0000\u202eexample"
      })
  void keepsNamesWithinTheirHeader(String name) throws Exception {
    Contact one = contact("nl");
    Contact evil =
        new Contact(
            one.id(),
            false,
            Locale.forLanguageTag("nl"),
            Contact.Salutation.NEUTRAL,
            name,
            null,
            name,
            null,
            one.email(),
            name,
            name,
            name,
            name,
            name,
            name,
            name,
            null,
            name,
            name,
            name);

    for (Letter letter :
        List.of(
            letters.status(evil, participation(Status.CONFIRMED, Map.of()), edition),
            letters.registrationNotice(evil, participation(Status.HELD, Map.of()), edition))) {
      MimeMessage mail = written("x", letter);
      assertThat(mail.getAllRecipients()).hasSize(1);
      assertThat(mail.getHeader("Bcc")).isNull();
      assertThat(mail.getHeader("Subject")).hasSize(1);
      String headers = source(mail).split("\r\n\r\n", 2)[0];
      assertThat(headers.lines().filter(line -> line.startsWith("Bcc"))).isEmpty();
      assertThat(headers.chars().allMatch(c -> c < 128)).isTrue();
    }
  }

  @Test
  void leavesNoLineEndInWhatGoesIntoAHeader() {
    assertThat(HeaderText.clean("Anna\r\nBcc: x\u2028y\u0000\u202ez")).isEqualTo("Anna Bcc: x y z");
    assertThat(HeaderText.clean("Čapek-Müller")).isEqualTo("Čapek-Müller");
  }

  @Test
  void showsWhatOnlyLooksEncodedAsItWasTyped() {
    String typed = "=?utf-8?q?=E2=80=AEabc?=";

    assertThat(HeaderText.clean(typed)).isEqualTo("= ?utf-8?q?=E2=80=AEabc?=");
  }

  @ParameterizedTest
  @CsvSource({
    "nl, 2027-03-12, donderdag 11 maart 2027 en vrijdag 12 maart 2027 (tijd volgt)",
    "nl, 2027-03-13, donderdag 11 maart 2027 tot en met zaterdag 13 maart 2027 (tijd volgt)",
    "en, 2027-03-12, Thursday 11 March 2027 and Friday 12 March 2027 (time to follow)",
    "en, 2027-03-13, Thursday 11 March 2027 to Saturday 13 March 2027 (time to follow)"
  })
  void leavesOutNoDayOfSeveral(String language, LocalDate last, String days) {
    Slot slot = new Slot(LocalDate.parse("2027-03-11"), last, null, null, true, null, null, false);

    assertThat(new Dates(Texts.in(Locale.forLanguageTag(language))).when(slot)).isEqualTo(days);
  }

  @Test
  void leavesMarkupThatWasEnteredInert() throws Exception {
    Contact one = contact("nl");
    Contact evil =
        new Contact(
            one.id(),
            false,
            Locale.forLanguageTag("nl"),
            Contact.Salutation.MR,
            "<b>A</b>",
            null,
            "<script>alert(1)</script>",
            null,
            one.email(),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            "\"><img src=x onerror=alert(1)>",
            null,
            null);

    assertThat(
            html(
                written(
                    "x",
                    letters.registrationNotice(
                        evil, participation(Status.HELD, Map.of()), edition))))
        .doesNotContain("<script>", "<img");
  }

  @ParameterizedTest
  @EnumSource(
      value = Status.class,
      names = {"HELD", "CONFIRMED", "WAITLISTED"})
  void saysTheSameThingsInBothLanguages(Status status) {
    Letter dutch = letters.status(contact("nl"), participation(status, Map.of()), edition);
    Letter english = letters.status(contact("en"), participation(status, Map.of()), edition);

    assertThat(english.content().blocks().stream().map(Object::getClass))
        .isEqualTo(dutch.content().blocks().stream().map(Object::getClass).toList());
    assertThat(english.invites()).hasSameSizeAs(dutch.invites());
  }

  @Test
  void knowsEverySentenceInBothLanguages() {
    assertThat(Texts.in(Locale.ENGLISH).keys())
        .isEqualTo(Texts.in(Locale.forLanguageTag("nl")).keys());
  }

  private MimeMessage written(String name, Letter letter) throws Exception {
    byte[] bytes = writer.write(letter, "<id@localhost>");
    if (name.length() > 1) {
      Files.createDirectories(SAMPLES);
      Files.write(SAMPLES.resolve(name + ".eml"), bytes);
      Files.writeString(SAMPLES.resolve(name + ".html"), html(parse(bytes)));
    }
    return parse(bytes);
  }

  private static MimeMessage parse(byte[] bytes) throws Exception {
    return new MimeMessage(
        jakarta.mail.Session.getInstance(new Properties()), new ByteArrayInputStream(bytes));
  }

  private static String source(MimeMessage mail) throws Exception {
    try (var out = new ByteArrayOutputStream()) {
      mail.writeTo(out);
      return out.toString(StandardCharsets.UTF_8);
    }
  }

  private static List<BodyPart> parts(MimeMessage mail) throws Exception {
    assertThat(mail.getContentType()).startsWith("multipart/mixed");
    Multipart mixed = (Multipart) mail.getContent();
    List<BodyPart> parts = new ArrayList<>();
    for (int i = 0; i < mixed.getCount(); i++) {
      parts.add(mixed.getBodyPart(i));
    }
    return parts;
  }

  private static String plain(MimeMessage mail) throws Exception {
    return alternative(mail, 0);
  }

  private static String html(MimeMessage mail) throws Exception {
    return alternative(mail, 1);
  }

  private static String alternative(Message mail, int index) throws Exception {
    Multipart content = (Multipart) mail.getContent();
    Multipart alternative =
        content.getBodyPart(0).getContent() instanceof Multipart nested ? nested : content;
    return alternative.getBodyPart(index).getContent().toString().replace("\r\n", "\n");
  }

  private static byte[] bytes(BodyPart part) throws IOException, jakarta.mail.MessagingException {
    try (InputStream in = part.getInputStream()) {
      return in.readAllBytes();
    }
  }

  private static Calendar calendar(BodyPart part) throws Exception {
    return new CalendarBuilder().build(new ByteArrayInputStream(bytes(part)));
  }

  private static VEvent event(Calendar calendar) {
    return calendar.<VEvent>getComponent("VEVENT").orElseThrow();
  }

  private static ZonedDateTime start(VEvent event) {
    return event.<ZonedDateTime>getStartDate().orElseThrow().getDate();
  }

  private static String value(VEvent event, String property) {
    return event.<Property>getProperty(property).orElseThrow().getValue();
  }
}
