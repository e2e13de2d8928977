package nl.leergang.notification.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ClassPathResource;

class SmtpPropertiesTest {

  @Test
  void keepsTheServersPortApartFromThatOfTheLocalMailCatcher() throws Exception {
    StandardEnvironment environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .replace(
            "systemEnvironment",
            new SystemEnvironmentPropertySource(
                "systemEnvironment",
                Map.of(
                    "SMTP_HOST",
                    "smtp.example",
                    "SMTP_PORT",
                    "587",
                    "LEERGANG_SMTP_PORT",
                    "2525")));
    new YamlPropertySourceLoader()
        .load("application", new ClassPathResource("application.yml"))
        .forEach(environment.getPropertySources()::addLast);
    ConfigurationPropertySources.attach(environment);
    String prefix = SmtpProperties.class.getAnnotation(ConfigurationProperties.class).value();

    SmtpProperties properties = Binder.get(environment).bind(prefix, SmtpProperties.class).get();

    assertThat(properties).hasToString("SmtpProperties[smtp.example:587, tls=NONE]");
  }
}
