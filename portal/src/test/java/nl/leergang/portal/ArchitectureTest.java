package nl.leergang.portal;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "nl.leergang.portal",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule callsServicesOnlyFromOnePlace =
      noClasses()
          .that()
          .resideOutsideOfPackage("..portal.service..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.hc..", "java.net.http..");

  @ArchTest
  static final ArchRule needsNeitherBrokerNorDatabase =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.kafka..",
              "com.mongodb..",
              "nl.leergang.messaging..",
              "nl.leergang.registration..",
              "nl.leergang.schedule..",
              "nl.leergang.notification..");

  @ArchTest
  static final ArchRule hasNoCircles =
      slices().matching("nl.leergang.portal.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule keepsNoServletSession =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("jakarta.servlet.http.HttpSession");
}
