package nl.leergang.portal.staff.console;

import java.util.function.Supplier;
import nl.leergang.portal.service.ServiceRefusalException;
import nl.leergang.portal.service.ServiceUnavailableException;
import org.jspecify.annotations.Nullable;

/** What a page can do without while the service that knows it is away. */
final class Dispensable {

  private Dispensable() {}

  /**
   * @return null where the service is away or fails
   * @throws ServiceRefusalException where it refuses: that is about what was asked
   */
  static <T> @Nullable T read(Supplier<T> call) {
    try {
      return call.get();
    } catch (ServiceUnavailableException e) {
      return null;
    } catch (ServiceRefusalException e) {
      if (e.problem().status() < 500) {
        throw e;
      }
      return null;
    }
  }
}
