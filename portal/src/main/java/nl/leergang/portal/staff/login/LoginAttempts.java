package nl.leergang.portal.staff.login;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Slows guessing down: per account from one address, per address, and, gently, per account from
 * anywhere, so that nobody can lock a colleague out for long. Memory is bounded; what was used
 * longest ago is forgotten first.
 */
@Component
class LoginAttempts {

  /** How many failures are free, and how long the wait can grow. */
  private record Limit(int free, Duration longest) {}

  private static final Limit PAIR = new Limit(5, Duration.ofMinutes(15));
  private static final Limit ADDRESS = new Limit(20, Duration.ofMinutes(5));
  private static final Limit ACCOUNT = new Limit(50, Duration.ofSeconds(30));
  private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);
  private static final int MOST = 30_000;

  private record Failures(int count, Instant last, Instant blockedUntil) {}

  private final Clock clock;
  private final Map<String, Failures> failures =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
          return size() > MOST;
        }
      };

  LoginAttempts(Clock clock) {
    this.clock = clock;
  }

  /** How long to wait before this account may try again from this address. */
  synchronized Optional<Duration> blocked(String account, String address) {
    Instant now = clock.instant();
    Instant until = now;
    for (String key : keys(account, address).keySet()) {
      Failures known = failures.get(key);
      if (known != null && known.blockedUntil().isAfter(until)) {
        until = known.blockedUntil();
      }
    }
    return until.isAfter(now) ? Optional.of(Duration.between(now, until)) : Optional.empty();
  }

  synchronized void failed(String account, String address) {
    Instant now = clock.instant();
    keys(account, address)
        .forEach((key, limit) -> failures.merge(key, first(now), (known, f) -> next(known, limit)));
  }

  synchronized void succeeded(String account, String address) {
    Map<String, Limit> keys = keys(account, address);
    keys.forEach((key, limit) -> {
      // An address that guesses many accounts is not excused by knowing one.
      if (limit != ADDRESS) {
        failures.remove(key);
      }
    });
  }

  private static Failures first(Instant now) {
    return new Failures(1, now, now);
  }

  private Failures next(Failures known, Limit limit) {
    Instant now = clock.instant();
    if (known.last().plus(FORGOTTEN_AFTER).isBefore(now)) {
      return first(now);
    }
    int count = known.count() + 1;
    int over = count - limit.free();
    if (over < 0) {
      return new Failures(count, now, now);
    }
    Duration wait = Duration.ofSeconds(1L << Math.min(over + 1, 20));
    return new Failures(
        count, now, now.plus(wait.compareTo(limit.longest()) > 0 ? limit.longest() : wait));
  }

  private static Map<String, Limit> keys(String account, String address) {
    return Map.of(
        "pair " + address + " " + account,
        PAIR,
        "address " + address,
        ADDRESS,
        "account " + account,
        ACCOUNT);
  }
}
