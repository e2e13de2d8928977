package nl.leergang.localrun;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The variables that carry secrets to the applications.
 *
 * @param variables never printed
 * @param newPassword of the first staff account, where it was made now and is to be shown now
 */
record Secrets(Map<String, String> variables, Optional<String> newPassword) {

  /** A variable of the environment always wins over what is kept in the data folder. */
  static Secrets of(Settings settings, DataFolder data) throws IOException {
    Map<String, String> variables = new HashMap<>();
    Optional<String> given = settings.text("LEERGANG_TOKEN_KEY");
    variables.put("LEERGANG_TOKEN_KEY", given.isPresent() ? given.get() : data.tokenKey());
    if (settings.text("LEERGANG_ADMIN_PASSWORD").isPresent() || data.hasStaffAccounts()) {
      return new Secrets(Map.copyOf(variables), Optional.empty());
    }
    String password = data.newPassword();
    variables.put("LEERGANG_ADMIN_PASSWORD_INITIAL", password);
    return new Secrets(Map.copyOf(variables), Optional.of(password));
  }
}
