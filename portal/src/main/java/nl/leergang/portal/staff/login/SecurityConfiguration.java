package nl.leergang.portal.staff.login;

import jakarta.servlet.http.HttpServletRequest;
import nl.leergang.portal.PortalProperties;
import nl.leergang.portal.api.ApiRoutes;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.context.NullSecurityContextRepository;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** Three kinds of requests: staff calls under /v1, staff pages, and everything public. */
@Configuration
@EnableWebSecurity
class SecurityConfiguration {

  private static final String POLICY =
      "default-src 'self'; script-src 'none'; object-src 'none'; base-uri 'none';"
          + " form-action 'self'; frame-ancestors 'none'";

  private final PortalProperties properties;
  private final Refusals refusals;

  SecurityConfiguration(PortalProperties properties, Refusals refusals) {
    this.properties = properties;
    this.refusals = refusals;
  }

  @Bean
  @Order(1)
  SecurityFilterChain staffCalls(
      HttpSecurity http, ApiRoutes routes, StaffSessions sessions, StaffLogin login)
      throws Exception {
    http.securityMatcher(routes::isStaffCall)
        // No page posts here, so there is no token; the origin is looked at instead.
        .csrf(AbstractHttpConfigurer::disable)
        .addFilterBefore(
            new SessionFilter(sessions, properties, refusals, true),
            AnonymousAuthenticationFilter.class)
        .addFilterBefore(new BasicFilter(login, refusals), AnonymousAuthenticationFilter.class)
        .addFilterBefore(new AuditFilter(), SessionFilter.class)
        .authorizeHttpRequests(calls -> calls.anyRequest().hasAuthority(StaffAccount.STAFF));
    return common(http);
  }

  @Bean
  @Order(2)
  SecurityFilterChain staffPages(HttpSecurity http, StaffSessions sessions) throws Exception {
    http.securityMatcher("/staff", "/staff/**", "/en/staff", "/en/staff/**")
        .csrf(csrf -> csrf.csrfTokenRepository(csrfTokens()))
        .addFilterBefore(new SessionFilter(sessions, properties, refusals, false), CsrfFilter.class)
        .addFilterBefore(new AuditFilter(), SessionFilter.class)
        .authorizeHttpRequests(pages ->
            pages
                .requestMatchers("/staff/login", "/en/staff/login")
                .permitAll()
                .anyRequest()
                .hasAuthority(StaffAccount.STAFF));
    return common(http);
  }

  @Bean
  @Order(3)
  SecurityFilterChain everythingElse(HttpSecurity http) throws Exception {
    http.csrf(AbstractHttpConfigurer::disable)
        .headers(headers -> headers.cacheControl(cache -> cache.disable()))
        .authorizeHttpRequests(all -> all.anyRequest().permitAll());
    return common(http);
  }

  @Bean
  CookieCsrfTokenRepository csrfTokens() {
    CookieCsrfTokenRepository tokens = new CookieCsrfTokenRepository();
    tokens.setCookieName("leergang-csrf");
    tokens.setCookiePath("/");
    tokens.setCookieCustomizer(cookie -> {
      cookie.httpOnly(true).sameSite("Strict");
      if (OwnOrigin.isHttps(properties)) {
        cookie.secure(true);
      }
    });
    return tokens;
  }

  /** PBKDF2 takes passwords of any length; other hashes in the file are understood as well. */
  @Bean
  static PasswordEncoder passwords() {
    DelegatingPasswordEncoder known =
        (DelegatingPasswordEncoder) PasswordEncoderFactories.createDelegatingPasswordEncoder();
    Pbkdf2PasswordEncoder pbkdf2 = Pbkdf2PasswordEncoder.defaultsForSpringSecurity_v5_8();
    return new PasswordEncoder() {
      @Override
      public String encode(@Nullable CharSequence password) {
        return "{pbkdf2@SpringSecurity_v5_8}" + pbkdf2.encode(password);
      }

      @Override
      public boolean matches(@Nullable CharSequence password, @Nullable String stored) {
        return known.matches(password, stored);
      }
    };
  }

  private SecurityFilterChain common(HttpSecurity http) throws Exception {
    return http
        // Not "stateless": that takes each request for a login and changes the CSRF token every
        // time, so that of two open tabs the older one's form is refused.
        .sessionManagement(AbstractHttpConfigurer::disable)
        .securityContext(
            context -> context.securityContextRepository(new NullSecurityContextRepository()))
        .requestCache(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .formLogin(AbstractHttpConfigurer::disable)
        .httpBasic(AbstractHttpConfigurer::disable)
        .exceptionHandling(no ->
            no.authenticationEntryPoint(
                    (request, response, e) -> refusals.unauthenticated(request, response))
                .accessDeniedHandler(
                    (request, response, e) -> refusals.forbidden(request, response)))
        .headers(headers ->
            headers
                .contentSecurityPolicy(csp -> csp.policyDirectives(POLICY))
                .frameOptions(frame -> frame.deny())
                // With "no-referrer" a form of our own would post with Origin: null.
                .referrerPolicy(r -> r.policy(ReferrerPolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(
                    p -> p.policy("camera=(), geolocation=(), microphone=(), payment=()"))
                .httpStrictTransportSecurity(hsts ->
                    hsts.requestMatcher(this::overHttps)
                        .includeSubDomains(false)
                        .maxAgeInSeconds(31_536_000)))
        .build();
  }

  /** Also where a proxy in front ended TLS. */
  private boolean overHttps(HttpServletRequest request) {
    return request.isSecure() || OwnOrigin.isHttps(properties);
  }
}
