package nl.leergang;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = {"nl.leergang.messaging", "nl.leergang.http"},
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule hasNoCycles =
      slices().matching("nl.leergang.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule keepsMessagingFreeOfHttp =
      noClasses()
          .that()
          .resideInAPackage("nl.leergang.messaging..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "nl.leergang.http..", "org.springframework.web..", "jakarta.servlet..");

  @ArchTest
  static final ArchRule keepsTheOutboxAndTheInboxApart =
      noClasses()
          .that()
          .resideInAPackage("..messaging.outbox..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..messaging.inbox..");

  @ArchTest
  static final ArchRule knowsNoService =
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAPackage("nl.leergang..")
                  .and(not(resideInAnyPackage("nl.leergang.messaging..", "nl.leergang.http.."))));
}
