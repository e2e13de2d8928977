package nl.leergang.schedule.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import nl.leergang.schedule.OwnOffice;
import nl.leergang.schedule.edition.Edition;
import nl.leergang.schedule.edition.EditionStatus;
import nl.leergang.schedule.edition.Session;
import nl.leergang.schedule.programme.Admission;
import nl.leergang.schedule.programme.Location;
import nl.leergang.schedule.programme.Office;
import nl.leergang.schedule.programme.Programme;
import nl.leergang.schedule.programme.Speaker;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class CatalogueReaderTest {

  private static final LocalDate TODAY = LocalDate.parse("2026-11-23");
  private static final String PROGRAMME =
      """
      programme:
        slug: proef
        title: Proef
        kind: PROGRAMME
        admission: DIRECT
        audience: Iedereen
        summary: Een proef.
        sessions:
          - {number: 1, title: Een}
          - {number: 2, title: Twee}
      """;

  private final CatalogueReader reader = new CatalogueReader();

  @Test
  void readsTheProgrammesThatComeWithTheProduct() {
    Catalogue catalogue = read(CatalogueFiles.builtIn());

    assertThat(catalogue.problems()).isEmpty();
    assertThat(catalogue.programmes())
        .extracting(Programme::slug)
        .containsExactlyInAnyOrder(
            "sturen-en-leidinggeven-vanuit-vertrouwen",
            "samenwerken-en-vertrouwen",
            "de-droom-van-elke-burgemeester",
            "hoe-maakt-de-burgemeester-het-verschil");
    assertThat(catalogue.programmes())
        .allSatisfy(programme -> assertThat(programme.content().price()).isNull());
  }

  @Test
  void readsEverySpeakerOfTheCourseInItsSession() {
    Programme course = builtIn("sturen-en-leidinggeven-vanuit-vertrouwen");

    assertThat(course.sessions()).hasSize(6);
    assertThat(speakers(course, 1))
        .containsExactly(
            "dr. ir. Frédérique Six MBA", "prof. dr. Willem Trommel", "De opleidingsdirecteur");
    assertThat(speakers(course, 2))
        .containsExactly("dr. ir. Frédérique Six MBA", "dr. Tjerk Budding RA", "mr. Tim Robbe");
    assertThat(perspectives(course, 2))
        .containsExactly(
            "bestuurs- en organisatiewetenschappelijk", "financieel-economisch", "juridisch");
    assertThat(speakers(course, 3)).containsExactly("Praktijkexperts", "De academic director");
    assertThat(speakers(course, 4)).containsExactly("prof. dr. Rens van Loon");
    assertThat(perspectives(course, 5)).containsExactly("organisatie-antropologisch");
    assertThat(speakers(course, 6))
        .containsExactly(
            "dr. Arre Zuurmond",
            "dr. Tjerk Budding RA",
            "mr. Tim Robbe",
            "Een expert uit de praktijk",
            "De opleidingsdirecteur");
    assertThat(perspectives(course, 6))
        .containsExactly("bestuurskundig", "bedrijfskundig", "juridisch");
    assertThat(course.sessions().get(1).collectsQuestionsForSession()).isEqualTo(3);
  }

  @Test
  void datesOnlyWhatTheDocumentsDate() {
    Edition course = edition("sturen-en-leidinggeven-vanuit-vertrouwen", false);

    assertThat(course.sessions().getFirst().times().startsOn()).isEqualTo("2019-10-09");
    assertThat(course.sessions().getFirst().times().startsAt()).isNull();
    assertThat(course.sessions().subList(1, 6))
        .allSatisfy(session -> assertThat(session.times().startsOn()).isNull());

    Edition mayors = edition("de-droom-van-elke-burgemeester", false);
    assertThat(mayors.sessions())
        .extracting(session -> session.times().startsAt().at().toString())
        .containsExactly(
            "2019-03-21T17:30:00Z",
            "2019-04-18T16:30:00Z",
            "2019-05-16T16:30:00Z",
            "2019-06-13T16:30:00Z");
    assertThat(mayors.sessions())
        .extracting(session -> session.times().endsOn().toString())
        .containsExactly("2019-03-22", "2019-04-19", "2019-05-17", "2019-06-14");
    assertThat(mayors.sessions())
        .allSatisfy(session -> {
          assertThat(session.overnight()).isTrue();
          assertThat(session.times().endsAt()).isNull();
          assertThat(session.location()).isEqualTo(new Location(null, "Wijk bij Duurstede"));
        });
    assertThat(mayors.capacity()).isEqualTo(10);
  }

  @Test
  void offersABookableSampleOfEachProgramme() {
    var samples =
        read(CatalogueFiles.builtIn()).editions().stream().filter(Edition::sample).toList();

    assertThat(samples).hasSize(4);
    assertThat(samples)
        .allSatisfy(sample -> {
          assertThat(
                  sample.statusAt(
                      TODAY.atStartOfDay(ZoneOffset.UTC).toInstant(), sample.capacity()))
              .isEqualTo(EditionStatus.OPEN);
          assertThat(sample.registrationClosesAt()).isNull();
        });
    assertThat(edition("sturen-en-leidinggeven-vanuit-vertrouwen", true).capacity()).isNull();
    assertThat(edition("samenwerken-en-vertrouwen", true).capacity()).isNull();
    assertThat(edition("de-droom-van-elke-burgemeester", true).sessions())
        .hasSize(4)
        .allMatch(Session::overnight);
  }

  @Test
  void knowsHowEachProgrammeAdmits() {
    assertThat(builtIn("de-droom-van-elke-burgemeester").admission()).isEqualTo(Admission.INTAKE);
    assertThat(builtIn("hoe-maakt-de-burgemeester-het-verschil").admission())
        .isEqualTo(Admission.INTAKE);
    assertThat(builtIn("samenwerken-en-vertrouwen").admission()).isEqualTo(Admission.DIRECT);
    assertThat(builtIn("samenwerken-en-vertrouwen").partOf())
        .isEqualTo("Smart Cities, Smart Citizens");
  }

  @Test
  void leavesOpenWhatTheDocumentsLeaveOpen() {
    Programme mayors = builtIn("hoe-maakt-de-burgemeester-het-verschil");
    Programme module = builtIn("samenwerken-en-vertrouwen");
    assertThat(List.of(mayors, module))
        .allSatisfy(programme -> {
          assertThat(programme.provider()).isNull();
          assertThat(programme.office()).isNull();
        });
    assertThat(builtIn("de-droom-van-elke-burgemeester").provider()).isNull();
    assertThat(builtIn("sturen-en-leidinggeven-vanuit-vertrouwen").office()).isNull();

    Edition reflection = edition("hoe-maakt-de-burgemeester-het-verschil", true);
    assertThat(reflection.capacity()).isNull();
    assertThat(reflection.sessions())
        .allSatisfy(session -> {
          assertThat(session.times().startsOn()).isNotNull();
          assertThat(session.times().startsAt()).isNull();
          assertThat(session.overnight()).isFalse();
        });
    assertThat(module.content().duration()).isEqualTo("Aantal bijeenkomsten volgt");
    assertThat(read(CatalogueFiles.builtIn()).editions())
        .flatExtracting(Edition::sessions)
        .allSatisfy(session -> assertThat(session.times().endsAt()).isNull());
  }

  @Test
  void asksTheOwnOfficeOnlyWhereNobodyElseIsNamed() {
    OwnOffice own = new OwnOffice("Opleidingsbureau", "bureau@example.org");

    assertThat(own.of(builtIn("samenwerken-en-vertrouwen")))
        .isEqualTo(new Office("Opleidingsbureau", "bureau@example.org", null));
    assertThat(own.of(builtIn("sturen-en-leidinggeven-vanuit-vertrouwen")))
        .isEqualTo(
            new Office(
                "Vrije Universiteit Amsterdam, faculteit Sociale Wetenschappen", null, null));
    assertThat(own.of(builtIn("de-droom-van-elke-burgemeester")).telephone())
        .isEqualTo("070-373 8383");
    assertThat(new OwnOffice("Opleidingsbureau", "").of(builtIn("samenwerken-en-vertrouwen")))
        .isEqualTo(new Office("Opleidingsbureau", null, null));
  }

  @Test
  void namesEveryProblemOfAFileWithItsLine() {
    Catalogue catalogue =
        read(
            file(
                "fout.yaml",
                """
                programme:
                  slug: Geen Slug
                  title: Proef
                  kind: COURSE
                  admission: DIRECT
                  audience: Iedereen
                  colour: red
                  sessions:
                    - {number: 1, title: Een}
                editions:
                  - key: a
                    capacity: 2000
                    sessions:
                      - {number: 1, startTime: '25:00'}
                """));

    assertThat(catalogue.programmes()).isEmpty();
    assertThat(catalogue.problems())
        .extracting(problem -> problem.file() + ":" + problem.line())
        .contains("fout.yaml:2", "fout.yaml:4", "fout.yaml:7", "fout.yaml:12", "fout.yaml:14");
    assertThat(catalogue.problems())
        .extracting(CatalogueProblem::message)
        .anyMatch(message -> message.contains("summary"));
  }

  @Test
  void namesEveryContradictionOfAFileWithItsLine() {
    Catalogue catalogue =
        read(
            file(
                "tegenspraak.yaml",
                PROGRAMME
                    + """
                    editions:
                      - key: a
                        sessions:
                          - {number: 1, startsOn: 2027-03-28, startTime: '02:30'}
                          - {number: 1, startsOn: 2027-02-30}
                          - {number: 3}
                          - {number: 2, inDays: 5}
                      - key: a
                        sessions:
                          - {number: 1, startsOn: 2027-03-11, startTime: '18:30', endTime: '17:30'}
                          - {number: 2, endTime: '17:30'}
                    """));

    assertThat(catalogue.problems())
        .extracting(CatalogueProblem::toString)
        .anyMatch(p -> p.startsWith("tegenspraak.yaml:14: 2027-03-28T02:30 does not exist"))
        .anyMatch(p -> p.startsWith("tegenspraak.yaml:15: there is another session 1"))
        .anyMatch(p -> p.startsWith("tegenspraak.yaml:15: Text '2027-02-30'"))
        .anyMatch(p -> p.startsWith("tegenspraak.yaml:16: the programme has no session 3"))
        .anyMatch(p -> p.startsWith("tegenspraak.yaml:17: inDays is for samples only"))
        .anyMatch(p -> p.startsWith("tegenspraak.yaml:18: the edition a is also in"))
        .anyMatch(p -> p.startsWith("tegenspraak.yaml:20: ends before start"))
        .anyMatch(p -> p.startsWith("tegenspraak.yaml:21: endTime needs startsOn"));
    assertThat(catalogue.editions()).isEmpty();
  }

  @Test
  void namesTheLineOfBrokenYaml() {
    Catalogue catalogue = read(file("kapot.yaml", "programme:\n  slug: [a\n  title: b\n"));

    assertThat(catalogue.problems())
        .singleElement()
        .satisfies(p -> assertThat(p.line()).isBetween(2, 4));
    assertThat(read(file("leeg.yaml", "")).problems()).hasSize(1);
    assertThat(read(file("dubbel.yaml", "editionsOf: a\neditionsOf: b\n")).problems())
        .singleElement()
        .satisfies(p ->
            assertThat(p.toString()).contains("dubbel.yaml:2").containsIgnoringCase("duplicate"));
  }

  @Test
  void keepsTheGoodFilesWhenAnotherIsWrong() {
    Catalogue catalogue = read(file("a.yaml", PROGRAMME), file("b.yaml", "programme: {}\n"));

    assertThat(catalogue.programmes()).extracting(Programme::slug).containsExactly("proef");
    assertThat(catalogue.problems()).isNotEmpty().allMatch(p -> p.file().equals("b.yaml"));
  }

  @Test
  void refusesASlugThatAnotherFileHas() {
    Catalogue catalogue = read(file("a.yaml", PROGRAMME), file("b.yaml", PROGRAMME));

    assertThat(catalogue.programmes()).hasSize(1);
    assertThat(catalogue.problems())
        .extracting(CatalogueProblem::toString)
        .containsExactly("b.yaml:2: the same slug is in a.yaml");
  }

  @Test
  void addsEditionsToAProgrammeOfAnotherFileOrOfAnEarlierImport() {
    String editions = "editionsOf: proef\neditions:\n  - key: b\n    sessions: [{number: 1}]\n";

    assertThat(read(file("a.yaml", PROGRAMME), file("b.yaml", editions)).editions()).hasSize(1);
    Programme published = read(file("a.yaml", PROGRAMME)).programmes().getFirst();
    assertThat(read(List.of(file("b.yaml", editions)), slug -> Optional.of(published)).editions())
        .hasSize(1);
    assertThat(read(file("b.yaml", editions)).problems())
        .extracting(CatalogueProblem::toString)
        .containsExactly("b.yaml:1: there is no programme proef");
  }

  @Test
  void addsEditionsToTheProgrammeAsItWasPublishedWhereItsFileHasProblemsNow() {
    Programme published = read(file("a.yaml", PROGRAMME)).programmes().getFirst();
    String changed =
        PROGRAMME.replace("title: Proef", "title: Anders")
            + "editions:\n  - key: a\n    sessions: [{number: 1, startsOn: 2027-02-30}]\n";
    String editions = "editionsOf: proef\neditions:\n  - key: b\n    sessions: [{number: 1}]\n";

    Catalogue catalogue =
        read(
            List.of(file("a.yaml", changed), file("b.yaml", editions)),
            slug -> Optional.of(published));

    assertThat(catalogue.problems()).isNotEmpty().allMatch(p -> p.file().equals("a.yaml"));
    assertThat(catalogue.programmes()).containsExactly(published);
    assertThat(catalogue.editions())
        .singleElement()
        .satisfies(edition -> assertThat(edition.programme().title()).isEqualTo("Proef"));
  }

  @Test
  void holdsOneFileAtATime() {
    List<String> steps = new ArrayList<>();
    List<CatalogueSource> sources =
        Stream.of("a", "b")
            .map(slug ->
                new CatalogueSource(
                    slug + ".yaml",
                    () -> {
                      steps.add("reads " + slug);
                      return new CatalogueSource.Content(
                          PROGRAMME.replace("slug: proef", "slug: " + slug), "");
                    }))
            .toList();

    List<CatalogueProblem> problems =
        reader.read(
            sources,
            TODAY,
            slug -> Optional.empty(),
            file -> steps.add("has " + file.programme().slug()));

    assertThat(problems).isEmpty();
    assertThat(steps).containsExactly("reads a", "reads b", "reads a", "has a", "reads b", "has b");
  }

  @Test
  void derivesTheSameIdsEachTime() {
    assertThat(edition("de-droom-van-elke-burgemeester", true).id())
        .isEqualTo(edition("de-droom-van-elke-burgemeester", true).id());
    assertThat(read(CatalogueFiles.builtIn()).editions())
        .flatExtracting(Edition::sessions)
        .extracting(Session::id)
        .doesNotHaveDuplicates();
  }

  private Catalogue read(CatalogueSource... sources) {
    return read(List.of(sources));
  }

  private Catalogue read(List<CatalogueSource> sources) {
    return read(sources, slug -> Optional.empty());
  }

  private Catalogue read(
      List<CatalogueSource> sources, Function<String, Optional<Programme>> published) {
    List<Programme> programmes = new ArrayList<>();
    List<Edition> editions = new ArrayList<>();
    List<CatalogueProblem> problems =
        reader.read(
            sources,
            TODAY,
            published,
            file -> {
              if (!programmes.contains(file.programme())) {
                programmes.add(file.programme());
              }
              editions.addAll(file.editions());
            });
    return new Catalogue(programmes, editions, problems);
  }

  private record Catalogue(
      List<Programme> programmes, List<Edition> editions, List<CatalogueProblem> problems) {}

  private Programme builtIn(String slug) {
    return read(CatalogueFiles.builtIn()).programmes().stream()
        .filter(programme -> programme.slug().equals(slug))
        .findFirst()
        .orElseThrow();
  }

  private Edition edition(String slug, boolean sample) {
    return read(CatalogueFiles.builtIn()).editions().stream()
        .filter(edition -> edition.programme().slug().equals(slug) && edition.sample() == sample)
        .findFirst()
        .orElseThrow();
  }

  private static CatalogueSource file(String name, String text) {
    return CatalogueSource.of(name, text);
  }

  private static List<String> speakers(Programme programme, int session) {
    return programme.session(session).orElseThrow().speakers().stream()
        .map(speaker -> speaker.name() == null ? speaker.description() : speaker.nameWithTitles())
        .toList();
  }

  private static List<String> perspectives(Programme programme, int session) {
    return programme.session(session).orElseThrow().speakers().stream()
        .map(Speaker::perspective)
        .filter(perspective -> perspective != null)
        .toList();
  }
}
