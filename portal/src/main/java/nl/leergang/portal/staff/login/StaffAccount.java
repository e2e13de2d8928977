package nl.leergang.portal.staff.login;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Someone of the office.
 *
 * @param passwordHash as Spring Security's delegating encoder writes it: {@code {id}hash}
 * @param rights {@code staff} opens the console and the staff calls; without it someone is known,
 *     and may do nothing
 */
record StaffAccount(String name, String passwordHash, @Nullable List<String> rights) {

  static final String STAFF = "staff";

  @Override
  public List<String> rights() {
    return rights == null ? List.of() : rights;
  }
}
