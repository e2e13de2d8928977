package nl.leergang.portal.staff.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import nl.leergang.portal.site.Site;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Signing in and out. */
@Controller
class LoginController {

  private final StaffLogin login;
  private final StaffSessions sessions;

  LoginController(StaffLogin login, StaffSessions sessions) {
    this.login = login;
    this.sessions = sessions;
  }

  @GetMapping({"/staff/login", "/en/staff/login"})
  String form(
      @RequestParam(defaultValue = "") String next,
      @RequestParam(defaultValue = "") String done,
      Model model) {
    model.addAttribute("next", next);
    model.addAttribute("name", "");
    model.addAttribute("done", done);
    return "staff/login";
  }

  @PostMapping({"/staff/login", "/en/staff/login"})
  String signIn(
      @RequestParam(defaultValue = "") String account,
      @RequestParam(defaultValue = "") String password,
      @RequestParam(defaultValue = "") String next,
      @ModelAttribute("site") Site site,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    LoginResult result = login.authenticate(account.strip(), password, request.getRemoteAddr());
    LoginAudit.write(account.strip(), result, request);
    model.addAttribute("next", next);
    model.addAttribute("name", account);
    model.addAttribute("done", "");
    switch (result) {
      case LoginResult.Accepted accepted -> {
        sessions.start(accepted.account(), request, response);
        return "redirect:" + target(next, site);
      }
      case LoginResult.Refused refused -> {
        response.setStatus(HttpStatus.UNAUTHORIZED.value());
        model.addAttribute("failure", "login.wrong");
      }
      case LoginResult.TooMany tooMany -> {
        long seconds = tooMany.delay().plusMillis(999).toSeconds();
        response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        model.addAttribute("failure", "login.too-many");
        model.addAttribute("seconds", seconds);
      }
    }
    return "staff/login";
  }

  @PostMapping({"/staff/logout", "/en/staff/logout"})
  String signOut(
      @ModelAttribute("site") Site site, HttpServletRequest request, HttpServletResponse response) {
    sessions.end(request, response);
    return "redirect:" + site.to("/staff/login") + "?done=signed-out";
  }

  /** Only to a page of the console, never to another site. */
  private static String target(String next, Site site) {
    return next.matches("(/en)?/staff(/[A-Za-z0-9/_-]*)?") && !next.endsWith("/login")
        ? next
        : site.to("/staff");
  }
}
