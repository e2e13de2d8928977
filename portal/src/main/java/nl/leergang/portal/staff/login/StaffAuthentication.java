package nl.leergang.portal.staff.login;

import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;

/** Makes a staff account the person of the current request. */
final class StaffAuthentication {

  private StaffAuthentication() {}

  static void establish(StaffAccount account) {
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(
        UsernamePasswordAuthenticationToken.authenticated(
            account.name(),
            null,
            AuthorityUtils.createAuthorityList(account.rights().toArray(String[]::new))));
    SecurityContextHolder.setContext(context);
  }
}
