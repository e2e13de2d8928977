package nl.leergang.portal.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A programme as the catalogue shows it. Only slug and title are certain; what the provider has not
 * said is null or empty.
 *
 * @param editions the first of them only, where {@code editionCount} is more
 */
public record Programme(
    String slug,
    String title,
    @Nullable String subtitle,
    @Nullable String kind,
    @Nullable JsonNode partOf,
    @Nullable String provider,
    @Nullable JsonNode partners,
    @Nullable JsonNode audience,
    @Nullable String lead,
    @Nullable String summary,
    @Nullable JsonNode background,
    @Nullable JsonNode goals,
    @Nullable JsonNode results,
    @Nullable JsonNode competences,
    @Nullable String admission,
    @Nullable JsonNode price,
    @Nullable Office office,
    @Nullable List<Contact> contacts,
    @Nullable String privacyStatementUrl,
    @Nullable String duration,
    @Nullable String leadTime,
    @Nullable String format,
    @Nullable String book,
    @Nullable String intake,
    @Nullable JsonNode experiences,
    @Nullable String ownCase,
    @Nullable String returningTheme,
    @Nullable String source,
    @Nullable Integer maximumParticipants,
    @Nullable JsonNode location,
    @Nullable Boolean brochure,
    @Nullable List<Edition> editions,
    @Nullable Long editionCount) {

  public record Office(@Nullable String name, @Nullable String email, @Nullable String telephone) {}

  public record Contact(
      @Nullable String purpose, @Nullable String name, @Nullable String telephone) {}

  public record Section(@Nullable String heading, String text) {}

  public boolean module() {
    return "MODULE".equals(kind);
  }

  public boolean withIntake() {
    return "INTAKE".equals(admission);
  }

  public boolean brochureOffered() {
    return !Boolean.FALSE.equals(brochure);
  }

  public List<String> partnerNames() {
    return texts(partners);
  }

  public List<String> audiences() {
    return texts(audience);
  }

  public List<String> goalTexts() {
    return texts(goals);
  }

  public List<String> resultTexts() {
    return texts(results);
  }

  public List<String> competenceNames() {
    return texts(competences);
  }

  public List<String> experienceTexts() {
    return texts(experiences);
  }

  public @Nullable String parent() {
    return texts(partOf).stream().findFirst().orElse(null);
  }

  public @Nullable String priceText() {
    return texts(price).stream().findFirst().orElse(null);
  }

  public @Nullable String city() {
    return location == null || !location.isObject() ? null : location.path("city").asString(null);
  }

  public List<Contact> contactList() {
    return contacts == null ? List.of() : contacts;
  }

  public List<Section> sections() {
    List<Section> sections = new ArrayList<>();
    if (background != null) {
      for (JsonNode part : background.isArray() ? background : List.of(background)) {
        if (part.isObject()) {
          sections.add(
              new Section(part.path("heading").asString(null), part.path("text").asString("")));
        } else if (part.isString()) {
          sections.add(new Section(null, part.asString()));
        }
      }
    }
    return sections;
  }

  /** What the card shows, and some more, to search in. */
  Stream<String> texts() {
    return Stream.concat(
        Stream.of(title, subtitle, lead, summary, provider, parent(), duration)
            .filter(Objects::nonNull)
            .map(String::valueOf),
        Stream.concat(audiences().stream(), partnerNames().stream()));
  }

  /** One text, several, or objects that have a name or a text. */
  private static List<String> texts(@Nullable JsonNode node) {
    List<String> texts = new ArrayList<>();
    if (node != null) {
      for (JsonNode part : node.isArray() ? node : List.of(node)) {
        String text =
            part.isObject()
                ? Stream.of("title", "name", "text", "description")
                    .map(name -> part.path(name).asString(""))
                    .filter(value -> !value.isBlank())
                    .findFirst()
                    .orElse("")
                : part.asString("");
        if (!text.isBlank()) {
          texts.add(text);
        }
      }
    }
    return texts;
  }
}
