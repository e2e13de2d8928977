package nl.leergang.portal.staff.login;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import nl.leergang.portal.PortalProperties;
import nl.leergang.portal.service.TokenKey;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sessions in a signed cookie, so that any instance of the portal knows them. Signing out clears
 * the cookie; a copy of it is refused by this instance, and by others when it runs out.
 */
@Component
class StaffSessions {

  static final String COOKIE = "leergang-session";
  private static final String PURPOSE = "session";
  private static final long RENEW_AFTER_SECONDS = 60;
  private static final int MOST_ENDED = 10_000;

  private final TokenKey key;
  private final JsonMapper json;
  private final StaffAccounts accounts;
  private final PortalProperties properties;
  private final Clock clock;
  private final Map<String, Boolean> ended =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > MOST_ENDED;
        }
      };

  StaffSessions(
      TokenKey key,
      JsonMapper json,
      StaffAccounts accounts,
      PortalProperties properties,
      Clock clock) {
    this.key = key;
    this.json = json;
    this.accounts = accounts;
    this.properties = properties;
    this.clock = clock;
  }

  void start(StaffAccount account, HttpServletRequest request, HttpServletResponse response) {
    long now = clock.instant().getEpochSecond();
    write(
        new StaffSession(
            UUID.randomUUID().toString(), account.name(), now, now, fingerprint(account)),
        request,
        response);
  }

  /** The person of this request's cookie; a session in use is renewed. */
  Optional<StaffAccount> current(HttpServletRequest request, HttpServletResponse response) {
    Optional<StaffSession> session = read(request);
    Optional<StaffAccount> account =
        session
            .flatMap(s -> accounts.find(s.account()))
            .filter(a -> fingerprint(a).equals(session.get().fingerprint()));
    account.ifPresent(a -> renew(session.get(), request, response));
    return account;
  }

  void end(HttpServletRequest request, HttpServletResponse response) {
    read(request)
        .ifPresent(session -> {
          synchronized (ended) {
            ended.put(session.id(), true);
          }
        });
    response.addHeader(HttpHeaders.SET_COOKIE, cookie("", 0, request).toString());
  }

  private void renew(
      StaffSession session, HttpServletRequest request, HttpServletResponse response) {
    long now = clock.instant().getEpochSecond();
    if (now - session.seen() > RENEW_AFTER_SECONDS) {
      write(
          new StaffSession(
              session.id(), session.account(), session.since(), now, session.fingerprint()),
          request,
          response);
    }
  }

  private Optional<StaffSession> read(HttpServletRequest request) {
    return value(request.getCookies())
        .flatMap(value -> key.open(PURPOSE, value))
        .map(data -> json.readValue(data, StaffSession.class))
        .filter(this::alive);
  }

  private boolean alive(StaffSession session) {
    Instant now = clock.instant();
    synchronized (ended) {
      if (ended.containsKey(session.id())) {
        return false;
      }
    }
    return Instant.ofEpochSecond(session.seen()).plus(properties.sessionIdle()).isAfter(now)
        && Instant.ofEpochSecond(session.since()).plus(properties.sessionMaximum()).isAfter(now);
  }

  private void write(
      StaffSession session, HttpServletRequest request, HttpServletResponse response) {
    String value = key.seal(PURPOSE, json.writeValueAsBytes(session));
    response.addHeader(HttpHeaders.SET_COOKIE, cookie(value, -1, request).toString());
  }

  private ResponseCookie cookie(String value, long maxAge, HttpServletRequest request) {
    return ResponseCookie.from(COOKIE, value)
        .httpOnly(true)
        .secure(request.isSecure() || OwnOrigin.isHttps(properties))
        .sameSite("Lax")
        .path("/")
        .maxAge(maxAge)
        .build();
  }

  private static Optional<String> value(Cookie @Nullable [] cookies) {
    return cookies == null
        ? Optional.empty()
        : Arrays.stream(cookies)
            .filter(cookie -> cookie.getName().equals(COOKIE))
            .map(Cookie::getValue)
            .findFirst();
  }

  private String fingerprint(StaffAccount account) {
    byte[] digest =
        key.digest("fingerprint", account.passwordHash().getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest, 0, 8);
  }
}
