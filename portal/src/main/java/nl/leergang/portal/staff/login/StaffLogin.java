package nl.leergang.portal.staff.login;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** Checks a password, at the same pace whether or not the account exists. */
@Component
class StaffLogin {

  private static final Duration REMEMBERED = Duration.ofSeconds(60);
  private static final int MOST_REMEMBERED = 1_000;
  private static final int LONGEST = 200;

  /** Nobody has a longer name, so that what is remembered of failures stays small. */
  static final int LONGEST_NAME = 100;

  private final StaffAccounts accounts;
  private final LoginAttempts attempts;
  private final PasswordEncoder passwords;
  private final Clock clock;
  private final String nobodysHash;
  private final byte[] memoryKey = new byte[32];

  /** Hashing is slow on purpose; a burst of guesses must not take every processor. */
  private final Semaphore hashing = new Semaphore(2, true);

  private final Map<String, Instant> remembered =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };

  StaffLogin(
      StaffAccounts accounts, LoginAttempts attempts, PasswordEncoder passwords, Clock clock) {
    this.accounts = accounts;
    this.attempts = attempts;
    this.passwords = passwords;
    this.clock = clock;
    this.nobodysHash = String.valueOf(passwords.encode("nobody has this password"));
    new SecureRandom().nextBytes(memoryKey);
  }

  LoginResult authenticate(String name, String password, String address) {
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      return new LoginResult.Refused();
    }
    Optional<Duration> blocked = attempts.blocked(name, address);
    if (blocked.isPresent()) {
      return new LoginResult.TooMany(blocked.get());
    }
    Optional<StaffAccount> account = accounts.find(name);
    if (account.isPresent() && recently(account.get(), password)) {
      return new LoginResult.Accepted(account.get());
    }
    return hash(name, password, address, account);
  }

  private LoginResult hash(
      String name, String password, String address, Optional<StaffAccount> account) {
    try {
      if (!hashing.tryAcquire(3, TimeUnit.SECONDS)) {
        return new LoginResult.TooMany(Duration.ofSeconds(3));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new LoginResult.TooMany(Duration.ofSeconds(3));
    }
    try {
      // Again: those who waited here together must not all get a guess.
      Optional<Duration> blocked = attempts.blocked(name, address);
      if (blocked.isPresent()) {
        return new LoginResult.TooMany(blocked.get());
      }
      String hash = account.map(StaffAccount::passwordHash).orElse(nobodysHash);
      boolean right = password.length() <= LONGEST && passwords.matches(password, hash);
      if (right && account.isPresent()) {
        attempts.succeeded(name, address);
        remember(account.get(), password);
        return new LoginResult.Accepted(account.get());
      }
      attempts.failed(name, address);
      return new LoginResult.Refused();
    } finally {
      hashing.release();
    }
  }

  private boolean recently(StaffAccount account, String password) {
    String key = memory(account, password);
    synchronized (remembered) {
      Instant until = remembered.get(key);
      return until != null && until.isAfter(clock.instant());
    }
  }

  private void remember(StaffAccount account, String password) {
    synchronized (remembered) {
      remembered.put(memory(account, password), clock.instant().plus(REMEMBERED));
    }
  }

  /** Only this process can make the key, and the password cannot be read from it. */
  private String memory(StaffAccount account, String password) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(memoryKey, "HmacSHA256"));
      mac.update(account.passwordHash().getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0);
      return HexFormat.of().formatHex(mac.doFinal(password.getBytes(StandardCharsets.UTF_8)));
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is part of every Java platform", e);
    }
  }
}
