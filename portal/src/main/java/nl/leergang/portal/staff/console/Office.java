package nl.leergang.portal.staff.console;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import nl.leergang.portal.service.PageOf;
import nl.leergang.portal.service.Query;
import nl.leergang.portal.service.Service;
import nl.leergang.portal.service.ServiceAnswer;
import nl.leergang.portal.service.ServiceCall;
import nl.leergang.portal.service.ServiceReader;
import nl.leergang.portal.service.ServiceRefusalException;
import nl.leergang.portal.service.StaffTokens;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The staff calls of the services, made in the name of whoever is signed in. */
@Component
class Office {

  static final int PAGE_SIZE = 50;
  private static final int COUNT_PAGE_SIZE = 100;

  private final ServiceReader services;
  private final StaffTokens tokens;
  private final JsonMapper json;
  private final Clock clock;

  Office(ServiceReader services, StaffTokens tokens, JsonMapper json, Clock clock) {
    this.services = services;
    this.tokens = tokens;
    this.json = json;
    this.clock = clock;
  }

  PageOf<Registration> registrations(String editionId, @Nullable String name, int page) {
    return registrations(editionId, name, page, PAGE_SIZE);
  }

  Registration registration(String id) {
    return services.read(
        get(Service.REGISTRATION, "/v1/registrations/" + Query.segment(id)), Registration.class);
  }

  /** Counts those who will be mailed, by going through the edition's whole list. */
  Impact impact(String editionId) {
    Map<String, Long> counts = new LinkedHashMap<>();
    long seen = 0;
    for (int page = 1; ; page++) {
      PageOf<Registration> part = registrations(editionId, null, page, COUNT_PAGE_SIZE);
      part.items().forEach(registration -> counts.merge(registration.status(), 1L, Long::sum));
      seen += part.items().size();
      if (part.items().isEmpty() || seen >= part.total()) {
        break;
      }
    }
    return new Impact(
        counts.getOrDefault("CONFIRMED", 0L),
        counts.getOrDefault("HELD", 0L),
        counts.getOrDefault("WAITLISTED", 0L),
        clock.instant());
  }

  PageOf<BrochureRequest> brochureRequests(int page) {
    return services.readPage(
        get(
            Service.REGISTRATION,
            Query.to("/v1/brochure-requests")
                .and("page", page)
                .and("pageSize", PAGE_SIZE)
                .toString()),
        BrochureRequest.class);
  }

  PageOf<Mail> mails(@Nullable String registrationId, @Nullable String status, int page) {
    return services.readPage(
        get(
            Service.NOTIFICATION,
            Query.to("/v1/notifications")
                .and("registrationId", registrationId)
                .and("status", status)
                .and("page", page)
                .and("pageSize", PAGE_SIZE)
                .toString()),
        Mail.class);
  }

  void resend(String id) {
    post(Service.NOTIFICATION, "/v1/notifications/" + Query.segment(id) + "/resend", Map.of());
  }

  void reschedule(String editionId, String sessionId, Map<String, Object> body) {
    post(Service.SCHEDULE, session(editionId, sessionId) + "/reschedule", body);
  }

  void cancel(String editionId, String sessionId, Map<String, Object> body) {
    post(Service.SCHEDULE, session(editionId, sessionId) + "/cancel", body);
  }

  PageOf<ParkedEvent> parked(Service service, int page) {
    return services.readPage(
        get(
            service,
            Query.to("/v1/parked-events").and("page", page).and("pageSize", PAGE_SIZE).toString()),
        ParkedEvent.class);
  }

  /** What the service says that came of it; empty where it was settled before. */
  Optional<String> settle(Service service, String id, String how) {
    String path = "/v1/parked-events/" + Query.segment(id) + "/" + Query.segment(how);
    try {
      ServiceAnswer answer = post(service, path, Map.of());
      return Optional.of(json.readTree(answer.body()).path("outcome").asString(""));
    } catch (ServiceRefusalException e) {
      if (e.problem().status() != HttpStatus.NOT_FOUND.value()) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private PageOf<Registration> registrations(
      String editionId, @Nullable String name, int page, int pageSize) {
    return services.readPage(
        get(
            Service.REGISTRATION,
            Query.to("/v1/registrations")
                .and("editionId", editionId)
                .and("q", name)
                .and("page", page)
                .and("pageSize", pageSize)
                .toString()),
        Registration.class);
  }

  private static String session(String editionId, String sessionId) {
    return "/v1/editions/" + Query.segment(editionId) + "/sessions/" + Query.segment(sessionId);
  }

  private ServiceCall get(Service service, String path) {
    return ServiceCall.get(service, path).with("Authorization", bearer());
  }

  private ServiceAnswer post(Service service, String path, Map<String, Object> body) {
    return services.send(
        ServiceCall.postJson(service, path, json.writeValueAsBytes(body))
            .with("Authorization", bearer())
            .with(
                "Accept-Language",
                org.springframework.context.i18n.LocaleContextHolder.getLocale().getLanguage()));
  }

  private String bearer() {
    Authentication person = SecurityContextHolder.getContext().getAuthentication();
    if (person == null) {
      throw new IllegalStateException("Nobody is signed in");
    }
    return tokens.bearer(
        person.getName(),
        person.getAuthorities().stream().map(GrantedAuthority::getAuthority).toList());
  }
}
