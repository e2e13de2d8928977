package nl.leergang.notification;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "nl.leergang.notification",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String BASE = "nl.leergang.notification.";

  @ArchTest
  static final ArchRule importsNoOtherService =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "nl.leergang.registration..",
              "nl.leergang.schedule..",
              "nl.leergang.portal..",
              "nl.leergang.localrun..");

  @ArchTest
  static final ArchRule callsNoOtherService =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.net.http..", "org.springframework.web.client..");

  @ArchTest
  static final ArchRule writesLettersWithoutDatabaseOrBroker =
      noClasses()
          .that()
          .resideInAnyPackage(BASE + "mail..", BASE + "smtp..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.mongodb..", "org.apache.kafka..", BASE + "ledger..");

  @ArchTest
  static final ArchRule decidesAboutSendingWithoutDatabaseOrMailLibrary =
      noClasses()
          .that()
          .resideInAnyPackage(BASE + "sending..", BASE + "moves..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "com.mongodb..", "org.bson..", "jakarta.mail..", "org.eclipse.angus..");

  @ArchTest
  static final ArchRule keepsTheMailLibraryAtTheEdge =
      noClasses()
          .that()
          .resideOutsideOfPackages(BASE + "mail..", BASE + "smtp..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jakarta.mail..", "org.eclipse.angus..", "net.fortuna.ical4j..");

  @ArchTest
  static final ArchRule hasNoPackageCycles =
      slices().matching("nl.leergang.notification.(*)..").should().beFreeOfCycles();

  /** The rules above name packages; a renamed package would make them say nothing. */
  @ArchTest
  static final ArchRule namesPackagesThatExist =
      classes()
          .that()
          .haveSimpleName("Letters")
          .or()
          .haveSimpleName("SmtpConnection")
          .or()
          .haveSimpleName("Delivering")
          .or()
          .haveSimpleName("Behind")
          .or()
          .haveSimpleName("MongoLedger")
          .should()
          .resideInAnyPackage(
              BASE + "mail", BASE + "smtp", BASE + "sending", BASE + "moves", BASE + "ledger")
          .allowEmptyShould(false);
}
