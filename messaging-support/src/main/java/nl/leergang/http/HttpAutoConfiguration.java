package nl.leergang.http;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import nl.leergang.messaging.inbox.InboxAutoConfiguration;
import nl.leergang.messaging.inbox.ParkedEvents;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The HTTP interface of a service that keeps its own data: {@code leergang.mongodb.database} is
 * set.
 */
@AutoConfiguration(
    after = InboxAutoConfiguration.class,
    beforeName = {
      "org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration",
      "org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration",
      "org.springframework.boot.security.oauth2.server.resource.autoconfigure.servlet.OAuth2ResourceServerAutoConfiguration",
      "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
      "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration"
    })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnProperty("leergang.mongodb.database")
public class HttpAutoConfiguration {

  /** Dutch, unless the reader prefers English. */
  @Bean
  @ConditionalOnMissingBean(name = "localeResolver")
  LocaleResolver localeResolver() {
    AcceptHeaderLocaleResolver resolver = new AcceptHeaderLocaleResolver();
    resolver.setSupportedLocales(List.of(Locale.of("nl"), Locale.ENGLISH));
    resolver.setDefaultLocale(Locale.of("nl"));
    return resolver;
  }

  @Bean
  Problems problems(JsonMapper json, LocaleResolver locales) {
    return new Problems(json, locales);
  }

  @Bean
  ProblemAdvice problemAdvice() {
    return new ProblemAdvice();
  }

  @Bean
  ProblemErrorController problemErrorController(Problems problems) {
    return new ProblemErrorController(problems);
  }

  /** One meaning for each request: a text is a text, and a name comes once. */
  @Bean
  JsonMapperBuilderCustomizer strictJson() {
    return json ->
        json.disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
  }

  @Bean
  FilterRegistrationBean<HeadersFilter> headersFilter() {
    var registration = new FilterRegistrationBean<>(new HeadersFilter());
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return registration;
  }

  @Bean
  FilterRegistrationBean<BodyLimitFilter> bodyLimitFilter(Problems problems) {
    var registration = new FilterRegistrationBean<>(new BodyLimitFilter(problems));
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
    return registration;
  }

  @Bean
  FilterRegistrationBean<ContentTypeFilter> contentTypeFilter(Problems problems) {
    var registration = new FilterRegistrationBean<>(new ContentTypeFilter(problems));
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 2);
    return registration;
  }

  @Bean
  ContainerRefusals containerRefusals(Problems problems) {
    return new ContainerRefusals(problems);
  }

  @Bean
  JwtDecoder staffTokenDecoder(@Value("${leergang.token-key:}") String key, Clock clock) {
    return StaffToken.decoder(StaffToken.key(key), clock);
  }

  /** Who may do what is said by {@link StaffOnly}; here a token is only read. */
  @Bean
  @ConditionalOnMissingBean
  SecurityFilterChain staffTokens(HttpSecurity http, JwtDecoder decoder, Problems problems) {
    // Who brings no token, as all who register, is nobody; a chain of filters need not find that
    // out.
    return http.securityMatcher(request -> request.getHeader(HttpHeaders.AUTHORIZATION) != null)
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        // No cookie is ever read, so no other site can borrow one.
        .csrf(AbstractHttpConfigurer::disable)
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .headers(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .oauth2ResourceServer(tokens ->
            tokens
                .jwt(jwt -> jwt.decoder(decoder))
                .authenticationEntryPoint((request, response, failure) -> {
                  response.setHeader("WWW-Authenticate", "Bearer error=\"invalid_token\"");
                  problems.write(request, response, HttpStatus.UNAUTHORIZED, "unauthorized");
                }))
        .build();
  }

  @Bean
  WebMvcConfigurer httpConventions(Problems problems, JsonMapper json, Clock clock) {
    return new WebMvcConfigurer() {
      /** A service's own paths answer in JSON, whatever the reader would rather have. */
      @Override
      public void configureContentNegotiation(ContentNegotiationConfigurer answers) {
        answers.strategies(List.of(new JsonUnderV1()));
      }

      @Override
      public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
        converters.addCustomConverter(new ReceivedConverter(json));
      }

      @Override
      public void addInterceptors(InterceptorRegistry registry) {
        registry
            .addInterceptor(new StaffInterceptor(problems, clock))
            .order(Ordered.HIGHEST_PRECEDENCE);
      }
    };
  }

  @Bean
  @ConditionalOnBean(ParkedEvents.class)
  ParkedEventsController parkedEventsController(ParkedEvents parked) {
    return new ParkedEventsController(parked);
  }
}
