package nl.leergang.e2e.boundary;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import nl.leergang.e2e.Repository;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/**
 * A service knows no other service, neither in its code nor in its build, and calls none over HTTP:
 * it keeps its own replica, fed by events. The portal is the one caller.
 */
class ServiceBoundaryTest {

  private static final Map<String, String> CONTEXTS =
      Map.of(
          "schedule-service", "schedule",
          "registration-service", "registration",
          "notification-service", "notification",
          "portal", "portal");

  /** {@code local-run} serves tests only, so it may not end up in a service's jar. */
  private static final Set<String> SHARED = Set.of("contracts", "messaging-support");

  private static final String EXAMPLE = "nl.leergang.e2e.boundary.example";

  @Test
  void importsNoOtherService() {
    CONTEXTS.forEach((service, context) -> {
      JavaClasses classes = classesOf(service);
      assertThat(classes).as("compiled classes of %s", service).hasSizeGreaterThan(10);
      for (String other : CONTEXTS.values()) {
        if (!other.equals(context)) {
          noneReachesInto("nl.leergang", context, other).check(classes);
        }
      }
    });
  }

  @Test
  void callsNobodyOverHttp() {
    CONTEXTS.forEach((service, context) -> {
      if (!service.equals("portal")) {
        noneCallsOverHttp("nl.leergang", context).check(classesOf(service));
      }
    });
  }

  @Test
  void catchesAServiceThatReachesAcross() {
    JavaClasses broken = new ClassFileImporter().importPackages(EXAMPLE);
    assertThatThrownBy(() -> noneReachesInto(EXAMPLE, "registration", "schedule").check(broken))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("ReachesAcross");
    assertThatThrownBy(() -> noneCallsOverHttp(EXAMPLE, "registration").check(broken))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("HttpClient");
    noneReachesInto(EXAMPLE, "schedule", "registration").check(broken);
  }

  @Test
  void buildsWithoutAnyOtherService() throws Exception {
    for (String service : CONTEXTS.keySet()) {
      Path pom = Repository.root().resolve(service).resolve("pom.xml");
      assertThat(forbidden(Files.readString(pom))).as("dependencies in %s", pom).isEmpty();
    }
  }

  @Test
  void catchesABuildThatReachesAcross() throws Exception {
    String broken =
        """
        <project><dependencies>
          <dependency><groupId>nl.leergang</groupId><artifactId>contracts</artifactId></dependency>
          <dependency><groupId>nl.leergang</groupId><artifactId>portal</artifactId><scope>test</scope></dependency>
          <dependency><groupId>nl.leergang</groupId><artifactId>local-run</artifactId></dependency>
          <dependency><groupId>org.example</groupId><artifactId>portal</artifactId></dependency>
        </dependencies></project>
        """;
    assertThat(forbidden(broken)).containsExactly("portal", "local-run");
  }

  private static ArchRule noneReachesInto(String root, String context, String other) {
    return noClasses()
        .that()
        .resideInAPackage(root + "." + context + "..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(root + "." + other + "..");
  }

  private static ArchRule noneCallsOverHttp(String root, String context) {
    return noClasses()
        .that()
        .resideInAPackage(root + "." + context + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.net.http..", "org.apache.hc..", "okhttp3..", "org.springframework.web.client..")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.net.HttpURLConnection");
  }

  private static JavaClasses classesOf(String service) {
    Path classes = Repository.root().resolve(service).resolve("target/classes");
    assertThat(classes).as("compile %s first", service).isDirectory();
    return new ClassFileImporter().importPath(classes);
  }

  /** The project's own modules that this build may not use. */
  private static List<String> forbidden(String pom) throws Exception {
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(pom)));
    NodeList dependencies = document.getElementsByTagName("dependency");
    List<String> forbidden = new ArrayList<>();
    for (int i = 0; i < dependencies.getLength(); i++) {
      Element dependency = (Element) dependencies.item(i);
      String module = text(dependency, "artifactId");
      boolean allowed =
          module.equals("local-run") && text(dependency, "scope").equals("test")
              || SHARED.contains(module);
      if (text(dependency, "groupId").matches("nl\\.leergang|\\$\\{project\\.groupId}")
          && !allowed) {
        forbidden.add(module);
      }
    }
    return forbidden;
  }

  private static String text(Element element, String name) {
    NodeList children = element.getElementsByTagName(name);
    return children.getLength() == 0 ? "" : children.item(0).getTextContent().strip();
  }
}
