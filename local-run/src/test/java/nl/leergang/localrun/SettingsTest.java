package nl.leergang.localrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

  @Test
  void usesThePublishedPortsWhereNothingIsSaid() throws Exception {
    Settings settings = settings(Map.of());
    assertThat(settings.port(Service.PORTAL)).isEqualTo(8080);
    assertThat(settings.port(Service.REGISTRATION)).isEqualTo(8081);
    assertThat(settings.port(Service.SCHEDULE)).isEqualTo(8082);
    assertThat(settings.port(Service.NOTIFICATION)).isEqualTo(8083);
    assertThat(settings.managementPort(Service.PORTAL)).isEqualTo(8180);
    assertThat(settings.kafkaPort()).isEqualTo(9092);
    assertThat(settings.mongodbPort()).isEqualTo(27017);
    assertThat(settings.publicUrl()).isEqualTo("http://localhost:8080");
    assertThat(settings.dataFolder()).isEqualTo(Path.of("/checkout/.leergang"));
  }

  @Test
  void movesManagementAndPublicAddressWithThePort() throws Exception {
    Settings settings = settings(Map.of("LEERGANG_PORTAL_PORT", "18080"));
    assertThat(settings.managementPort(Service.PORTAL)).isEqualTo(18180);
    assertThat(settings.publicUrl()).isEqualTo("http://localhost:18080");
  }

  @Test
  void refusesAPortThatIsNone() {
    assertThatThrownBy(() -> settings(Map.of("LEERGANG_KAFKA_PORT", "70000")).kafkaPort())
        .isInstanceOf(SetupException.class)
        .hasMessageContaining("LEERGANG_KAFKA_PORT is 70000");
    assertThatThrownBy(() -> settings(Map.of("LEERGANG_SMTP_PORT", "mail")).smtpPort())
        .isInstanceOf(SetupException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"SMTP_PORT", "SMTP_USER", "SMTP_PASSWORD", "SMTP_TLS"})
  void refusesASettingOfAMailServerThatIsNotNamed(String variable) throws Exception {
    assertThatThrownBy(() -> settings(Map.of(variable, "2525")).smtpPort())
        .isInstanceOf(SetupException.class)
        .hasMessageStartingWith(variable + " is set and SMTP_HOST is not")
        .hasMessageContaining("LEERGANG_SMTP_PORT");
    assertThat(settings(Map.of(variable, " ")).smtpPort()).isEqualTo(1025);
    assertThat(settings(Map.of(variable, "2525", "SMTP_HOST", "mail.example")).externalSmtp())
        .contains("mail.example");
  }

  private static Settings settings(Map<String, String> environment) {
    return new Settings(environment, Path.of("/checkout"));
  }
}
