package nl.leergang.schedule.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import nl.leergang.http.PageOf;
import org.springframework.web.util.UriComponentsBuilder;

/** The {@code Link} header of a page of a list (RFC 8288), relative to the host. */
final class PageLinks {

  private PageLinks() {}

  static String of(String path, Map<String, String> parameters, PageOf<?> page) {
    long last = Math.max(1, (page.total() + page.pageSize() - 1) / page.pageSize());
    Map<String, Long> links = new LinkedHashMap<>();
    links.put("first", 1L);
    if (page.page() > 1) {
      links.put("prev", Math.min(page.page() - 1L, last));
    }
    if (page.page() < last) {
      links.put("next", page.page() + 1L);
    }
    links.put("last", last);
    return links.entrySet().stream()
        .map(link ->
            "<%s>; rel=\"%s\""
                .formatted(
                    address(path, parameters, link.getValue(), page.pageSize()), link.getKey()))
        .collect(Collectors.joining(", "));
  }

  private static String address(
      String path, Map<String, String> parameters, long page, int pageSize) {
    UriComponentsBuilder address = UriComponentsBuilder.fromPath(path);
    parameters.keySet().forEach(name -> address.queryParam(name, "{" + name + "}"));
    return address
        .queryParam("page", page)
        .queryParam("pageSize", pageSize)
        .encode()
        .buildAndExpand(parameters)
        .toUriString();
  }
}
