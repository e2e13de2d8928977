package nl.leergang.e2e.faults.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The browser sees a script that runs, and markup that a policy would keep from running. */
class StoredScriptsIT {

  @Test
  void findsMarkupAndScriptsWhereTheyAre() throws Exception {
    Weaknesses found = new Weaknesses();
    try (VulnerableServer server = new VulnerableServer()) {
      new StoredScripts(3, false).on(server.target(), found);
    }
    assertThat(found.kinds()).contains(Weakness.MARKUP, Weakness.SCRIPT_RAN);
  }
}
