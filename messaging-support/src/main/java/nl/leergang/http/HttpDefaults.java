package nl.leergang.http;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Limits and strictness of every HTTP interface; they rank lowest, whatever is set wins. */
final class HttpDefaults implements EnvironmentPostProcessor {

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    Map<String, Object> defaults = new HashMap<>();
    defaults.put("leergang.token-key", "${LEERGANG_TOKEN_KEY:}");
    defaults.put("spring.jackson.deserialization.fail-on-unknown-properties", "true");
    defaults.put("spring.jackson.deserialization.fail-on-trailing-tokens", "true");
    defaults.put("spring.servlet.multipart.enabled", "false");
    // For forms that are put or patched; there are none.
    defaults.put("spring.mvc.formcontent.filter.enabled", "false");
    defaults.put("spring.web.resources.add-mappings", "false");
    defaults.put("server.error.include-stacktrace", "never");
    defaults.put("server.tomcat.max-http-form-post-size", "256KB");
    defaults.put("server.tomcat.max-swallow-size", "2MB");
    defaults.put("server.tomcat.connection-timeout", "10s");
    // Platform threads (ADR 15), more than registrations may wait: who comes in excess hears 503
    // and does not wait unseen.
    defaults.put("server.tomcat.threads.max", "600");
    // Each holds buffers: some thousands of waiting requests have ended a service with 256 MB.
    defaults.put("server.tomcat.max-connections", "2000");
    defaults.put("server.max-http-request-header-size", "16KB");
    // It would write a request line that it cannot read, query and all.
    defaults.put("logging.level.org.apache.coyote.http11.Http11Processor", "warn");
    // Each filter of the chain would be observed by itself, on every request; nobody looks at that.
    defaults.put("management.observations.enable.spring.security", "false");
    environment
        .getPropertySources()
        .addLast(new MapPropertySource("leergangHttpDefaults", defaults));
  }
}
