package nl.leergang.notification.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.PropertySourcesPropertyResolver;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ClassPathResource;

class SmtpPropertiesTest {

  @Test
  void keepsTheServersPortApartFromThatOfTheLocalMailCatcher() throws Exception {
    MutablePropertySources sources = new MutablePropertySources();
    sources.addLast(
        new SystemEnvironmentPropertySource(
            "systemEnvironment",
            Map.of("SMTP_HOST", "smtp.example", "SMTP_PORT", "587", "LEERGANG_SMTP_PORT", "2525")));
    List<PropertySource<?>> file =
        new YamlPropertySourceLoader()
            .load("application", new ClassPathResource("application.yml"));
    file.forEach(sources::addLast);
    PropertySourcesPropertyResolver placeholders = new PropertySourcesPropertyResolver(sources);
    String prefix = SmtpProperties.class.getAnnotation(ConfigurationProperties.class).value();

    SmtpProperties properties =
        new Binder(
                ConfigurationPropertySources.from(sources),
                value ->
                    value instanceof String text ? placeholders.resolvePlaceholders(text) : value)
            .bind(prefix, SmtpProperties.class)
            .get();

    assertThat(properties).hasToString("SmtpProperties[smtp.example:587, tls=NONE]");
  }
}
