package nl.leergang.schedule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "nl.leergang.schedule",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule importsNoOtherService =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "nl.leergang.registration..",
              "nl.leergang.notification..",
              "nl.leergang.portal..",
              "nl.leergang.localrun..");

  @ArchTest
  static final ArchRule callsNoOtherService =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.net.http..", "org.springframework.web.client..");

  @ArchTest
  static final ArchRule keepsTheModelFreeOfInfrastructure =
      noClasses()
          .that()
          .resideInAnyPackage(
              "nl.leergang.schedule.programme",
              "nl.leergang.schedule.edition",
              "nl.leergang.schedule.availability")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.springframework..",
              "com.mongodb..",
              "org.bson..",
              "org.apache.kafka..",
              "tools.jackson..",
              "com.fasterxml..",
              "jakarta..",
              "nl.leergang.messaging..",
              "nl.leergang.http..");

  @ArchTest
  static final ArchRule keepsTheDatabaseInItsAdapters =
      noClasses()
          .that()
          .resideInAnyPackage("nl.leergang.schedule.web..", "nl.leergang.schedule.edition..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.mongodb..", "org.bson..", "nl.leergang.schedule.persistence..");

  @ArchTest
  static final ArchRule hasNoPackageCycles =
      slices().matching("nl.leergang.schedule.(*)..").should().beFreeOfCycles();

  /** The rules above name packages; a renamed package would make them say nothing. */
  @ArchTest
  static final ArchRule namesPackagesThatExist =
      classes()
          .that()
          .haveFullyQualifiedName("nl.leergang.schedule.edition.Edition")
          .or()
          .haveFullyQualifiedName("nl.leergang.schedule.programme.Programme")
          .or()
          .haveFullyQualifiedName("nl.leergang.schedule.availability.Availability")
          .or()
          .haveFullyQualifiedName("nl.leergang.schedule.persistence.MongoEditions")
          .should()
          .resideInAnyPackage(
              "nl.leergang.schedule.edition",
              "nl.leergang.schedule.programme",
              "nl.leergang.schedule.availability",
              "nl.leergang.schedule.persistence")
          .allowEmptyShould(false);
}
