package nl.leergang.schedule;

import nl.leergang.schedule.programme.Office;
import nl.leergang.schedule.programme.Programme;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The training office that runs this installation. It answers for programmes of which the catalogue
 * names neither an office nor a provider; nobody is made their provider by it.
 *
 * @param name as people read it
 * @param email empty: not told
 */
@ConfigurationProperties("leergang.office")
public record OwnOffice(
    @DefaultValue("Opleidingsbureau") String name, @DefaultValue("") String email) {

  /** Who registers for the programme and answers questions: its office, else its provider. */
  public Office of(Programme programme) {
    if (programme.office() != null) {
      return programme.office();
    }
    return programme.provider() != null
        ? new Office(programme.provider(), null, null)
        : new Office(name, email.isBlank() ? null : email, null);
  }
}
