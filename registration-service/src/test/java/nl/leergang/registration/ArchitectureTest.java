package nl.leergang.registration;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class ArchitectureTest {

  private static final String BASE = "nl.leergang.registration";
  private static final String[] DOMAIN = {
    BASE + ".registration", BASE + ".seating", BASE + ".brochure", BASE + ".edition"
  };
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(BASE);

  @Test
  void keepsTheModelFreeOfInfrastructure() {
    noClasses()
        .that()
        .resideInAnyPackage(DOMAIN)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.springframework..",
            "com.mongodb..",
            "org.bson..",
            "org.apache.kafka..",
            "jakarta..",
            "tools.jackson..",
            "nl.leergang.messaging..",
            "nl.leergang.http..",
            BASE + ".web..",
            BASE + ".persistence..",
            BASE + ".messaging..")
        .check(CLASSES);
  }

  @Test
  void keepsUseCasesIndependentOfHowTheyAreCalledAndStored() {
    noClasses()
        .that()
        .resideInAPackage(BASE + ".registration.application")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.mongodb..", "org.bson..", BASE + ".web..", BASE + ".persistence..")
        .check(CLASSES);
  }

  @Test
  void importsNoOtherServiceAndCallsNoneOverHttp() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "nl.leergang.schedule..",
            "nl.leergang.notification..",
            "nl.leergang.portal..",
            "java.net.http..",
            "org.springframework.web.client..")
        .check(CLASSES);
  }

  @Test
  void namesPackagesThatExist() {
    List.of(DOMAIN).forEach(name -> assertThat(CLASSES.containPackage(name)).as(name).isTrue());
    assertThat(CLASSES.containPackage(BASE + ".registration.application")).isTrue();
  }
}
