package nl.leergang.e2e.faults.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import nl.leergang.e2e.product.SharedProduct;
import nl.leergang.e2e.product.TestCatalogue;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Some hundreds of hostile requests; {@code ./leergang faults hostile} makes many more. */
class HostileInputIT {

  private final SharedProduct product = SharedProduct.running();

  static List<Named<Attack>> attacks() {
    return Hostile.brief(1).stream().map(attack -> Named.of(attack.name(), attack)).toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("attacks")
  void findsNothing(Attack attack) throws Exception {
    Weaknesses found = new Weaknesses();
    Map<String, ?> done = attack.on(target(), found);
    assertThat(found.isEmpty()).as("%s, %s:%n%s", attack.name(), done, found).isTrue();
  }

  private Target target() {
    return new Target(
        product.portal().origin(),
        Map.of(
            "registration", product.service("registration").origin(),
            "schedule", product.service("schedule").origin(),
            "notification", product.service("notification").origin()),
        product.inboxUrl(),
        product.adminPassword(),
        product.tokenKey(),
        TestCatalogue.HOSTILE.slug(),
        product.editionsOf(TestCatalogue.HOSTILE).getFirst());
  }
}
