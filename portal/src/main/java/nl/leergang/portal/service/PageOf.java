package nl.leergang.portal.service;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list, as services give it.
 *
 * @param page from 1
 */
public record PageOf<T>(@Nullable List<T> items, int page, int pageSize, long total) {

  @Override
  public List<T> items() {
    return items == null ? List.of() : items;
  }

  public long pages() {
    return pageSize <= 0 ? 1 : Math.max(1, (total + pageSize - 1) / pageSize);
  }

  /** A page of a list that is here already. */
  public static <T> PageOf<T> of(List<T> all, int page, int pageSize) {
    int from = (int) Math.min(all.size(), (page - 1L) * pageSize);
    return new PageOf<>(
        List.copyOf(all.subList(from, Math.min(all.size(), from + pageSize))),
        page,
        pageSize,
        all.size());
  }
}
