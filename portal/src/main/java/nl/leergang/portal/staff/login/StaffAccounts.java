package nl.leergang.portal.staff.login;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.leergang.portal.PortalProperties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The accounts in {@code staff-accounts.json}, hashes only. The variable {@code
 * LEERGANG_ADMIN_PASSWORD} wins over what is stored; without any password one is made and printed
 * once.
 */
@Component
class StaffAccounts {

  static final String FIRST = "admin";
  private static final Logger log = LoggerFactory.getLogger(StaffAccounts.class);

  private final Path file;
  private final JsonMapper json;
  private final PasswordEncoder passwords;
  private final Map<String, StaffAccount> accounts;

  StaffAccounts(PortalProperties properties, JsonMapper json, PasswordEncoder passwords) {
    this.file = properties.dataDir().resolve("staff-accounts.json");
    this.json = json;
    this.passwords = passwords;
    Map<String, StaffAccount> known = read();
    Optional<String> password =
        given(properties.adminPassword())
            .filter(chosen -> !matches(known.get(FIRST), chosen))
            .or(() -> known.containsKey(FIRST) ? Optional.empty() : Optional.of(first(properties)));
    if (password.isPresent()) {
      known.put(FIRST, new StaffAccount(FIRST, encode(password.get()), rightsOf(known)));
      write(known);
    }
    this.accounts = Map.copyOf(known);
  }

  Optional<StaffAccount> find(String name) {
    return Optional.ofNullable(accounts.get(name));
  }

  private static List<String> rightsOf(Map<String, StaffAccount> known) {
    StaffAccount stored = known.get(FIRST);
    return stored == null ? List.of(StaffAccount.STAFF) : stored.rights();
  }

  private boolean matches(@Nullable StaffAccount account, String password) {
    return account != null && passwords.matches(password, account.passwordHash());
  }

  private String first(PortalProperties properties) {
    return given(properties.adminPassword())
        .or(() -> given(properties.adminPasswordInitial()))
        .orElseGet(() -> {
          byte[] random = new byte[15];
          new SecureRandom().nextBytes(random);
          String made = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
          log.warn("Staff account {} made with password {} (shown this once)", FIRST, made);
          return made;
        });
  }

  private static Optional<String> given(@Nullable String password) {
    return Optional.ofNullable(password).filter(text -> !text.isBlank());
  }

  private String encode(String password) {
    String hash = passwords.encode(password);
    if (hash == null) {
      throw new IllegalStateException("The password encoder gave no hash");
    }
    return hash;
  }

  private Map<String, StaffAccount> read() {
    Map<String, StaffAccount> known = new LinkedHashMap<>();
    if (Files.exists(file)) {
      for (StaffAccount account : json.readValue(file.toFile(), Stored.class).accounts()) {
        known.put(account.name(), account);
      }
    }
    return known;
  }

  /** A half-written file would lock everyone out, so it is moved into place. */
  private void write(Map<String, StaffAccount> known) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Path fresh =
          Files.createTempFile(
              file.toAbsolutePath().getParent(),
              "staff-accounts",
              ".tmp",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.write(fresh, json.writeValueAsBytes(new Stored(List.copyOf(known.values()))));
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
  }

  record Stored(List<StaffAccount> accounts) {}
}
