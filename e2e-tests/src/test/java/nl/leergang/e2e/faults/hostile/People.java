package nl.leergang.e2e.faults.hostile;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What somebody would send who means it. Names and addresses are marked, to be looked for. */
final class People {

  /** Stands in every name and search term; no log may hold it. */
  static final String MARK = "Geheimzeef";

  static final String DOMAIN = "hostile.example";

  private People() {}

  static Map<String, Object> registration(Target target, String id) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("editionId", target.edition());
    fields.put("givenName", "Noor " + MARK);
    fields.put("familyName", "Dijk");
    fields.put("email", id + "@" + DOMAIN);
    fields.put("telephone", "070 1234567");
    fields.put("organisation", "Gemeente Voorbeeld");
    fields.put("remarks", "Geen");
    fields.put("privacyStatementAccepted", true);
    return fields;
  }

  static Map<String, Object> brochureRequest(Target target, String id) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("programme", target.programme());
    fields.put("name", "Noor Dijk " + MARK);
    fields.put("email", id + "@" + DOMAIN);
    fields.put("telephone", "070 1234567");
    fields.put("address", "Dorpsstraat 1, 2511 AB Den Haag");
    fields.put("privacyStatementAccepted", true);
    return fields;
  }

  static String form(Map<String, ?> fields) {
    return fields.entrySet().stream()
        .map(field -> encode(field.getKey()) + "=" + encode(String.valueOf(field.getValue())))
        .collect(Collectors.joining("&"));
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
