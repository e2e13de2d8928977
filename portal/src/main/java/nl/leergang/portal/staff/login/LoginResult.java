package nl.leergang.portal.staff.login;

import java.time.Duration;

/** What came of a name and a password. */
sealed interface LoginResult {

  record Accepted(StaffAccount account) implements LoginResult {}

  record Refused() implements LoginResult {}

  record TooMany(Duration delay) implements LoginResult {}
}
