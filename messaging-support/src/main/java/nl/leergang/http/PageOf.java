package nl.leergang.http;

import java.util.List;

/**
 * One page of a list.
 *
 * @param page from 1
 * @param total how many there are on all pages together
 */
public record PageOf<T>(List<T> items, int page, int pageSize, long total) {

  public static <T> PageOf<T> of(List<T> items, PageRequest request, long total) {
    return new PageOf<>(items, request.page(), request.pageSize(), total);
  }
}
