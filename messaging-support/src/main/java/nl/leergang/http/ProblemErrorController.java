package nl.leergang.http;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** What fails outside a controller is a problem too. */
@Controller
class ProblemErrorController implements ErrorController {

  private final Problems problems;

  ProblemErrorController(Problems problems) {
    this.problems = problems;
  }

  @RequestMapping("${server.error.path:/error}")
  void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    HttpStatus known = code instanceof Integer number ? HttpStatus.resolve(number) : null;
    // Asked for by its own address, it is an address like any other that does not exist.
    HttpStatus status =
        code == null
            ? HttpStatus.NOT_FOUND
            : known == null ? HttpStatus.INTERNAL_SERVER_ERROR : known;
    problems.write(
        request, response, status, status.name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }
}
