package nl.leergang.schedule.persistence;

import static nl.leergang.schedule.edition.EditionFixture.anEdition;
import static org.assertj.core.api.Assertions.assertThat;

import nl.leergang.schedule.edition.Edition;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class StoredStateTest {

  private final Edition edition =
      anEdition()
          .withSeats(10)
          .closingAt("2027-02-01T00:00:00Z")
          .withEveningAndNextDay("2027-03-11T18:30")
          .withOpenSession()
          .build();

  @Test
  void readsWhatItWrote() {
    Document stored = new Document("state", StoredState.write(edition));

    assertThat(StoredState.read(Document.parse(stored.toJson()), Edition.class)).isEqualTo(edition);
  }

  /** Databases hold this shape: a renamed component of a record must not change it unnoticed. */
  @Test
  void keepsTheStoredShape() {
    String stored =
        """
        {"id": "edition-1",
         "programme": {"id": "programme-1", "slug": "de-droom", "title": "De droom"},
         "version": 1, "sample": false, "registration": "OPEN", "capacity": 10,
         "registrationClosesAt": "2027-02-01T00:00:00Z",
         "sessions": [
           {"id": "session-1", "number": 1, "title": "Bijeenkomst 1", "description": "Waar het over gaat",
            "times": {"startsOn": "2027-03-11", "endsOn": "2027-03-12",
                      "startsAt": {"local": "2027-03-11T18:30:00", "at": "2027-03-11T17:30:00Z"}},
            "overnight": true, "location": {"city": "Wijk bij Duurstede"},
            "speakers": [{"titlesBefore": "dr.", "name": "Tjerk Budding", "titlesAfter": "RA", "perspective": "juridisch"}],
            "sequence": 0, "status": "SCHEDULED"},
           {"id": "session-2", "number": 2, "title": "Bijeenkomst 2", "description": "Waar het over gaat",
            "times": {}, "overnight": false, "location": {"city": "Wijk bij Duurstede"},
            "speakers": [{"titlesBefore": "dr.", "name": "Tjerk Budding", "titlesAfter": "RA", "perspective": "juridisch"}],
            "sequence": 0, "status": "SCHEDULED"}]}
        """;

    assertThat(Document.parse(StoredState.write(edition).toJson()))
        .isEqualTo(Document.parse(stored));
  }

  @Test
  void ignoresWhatANewerInstanceAdded() {
    Document state = StoredState.write(edition).append("colour", "red");

    assertThat(StoredState.read(new Document("state", state), Edition.class)).isEqualTo(edition);
  }
}
