package nl.leergang.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses a body of any type at all; Spring fails on the header instead of answering. */
final class ContentTypeFilter extends OncePerRequestFilter {

  private final Problems problems;

  ContentTypeFilter(Problems problems) {
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String type = request.getContentType();
    if (type != null && type.indexOf('*') >= 0) {
      problems.write(
          request, response, HttpStatus.UNSUPPORTED_MEDIA_TYPE, "unsupported-media-type");
      return;
    }
    chain.doFilter(request, response);
  }
}
