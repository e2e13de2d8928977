package nl.leergang.portal.staff.login;

import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The audit log's line for a name and a password that somebody gave. */
final class LoginAudit {

  private static final Logger audit = LoggerFactory.getLogger("leergang.audit");

  private LoginAudit() {}

  static void write(String name, LoginResult result, HttpServletRequest request) {
    audit.info(
        "actor={} action=login object=session result={} origin={}",
        name.substring(0, Math.min(name.length(), StaffLogin.LONGEST_NAME))
            .replaceAll("[^A-Za-z0-9@._-]", "?"),
        result.getClass().getSimpleName(),
        request.getRemoteAddr());
  }
}
