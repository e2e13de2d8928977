package nl.leergang.e2e.faults;

import java.util.List;
import nl.leergang.localrun.Product;
import nl.leergang.localrun.Service;

/** A process of the product. */
enum Victim {
  REGISTRATION,
  SCHEDULE,
  NOTIFICATION,
  PORTAL,
  BROKER,
  DATABASE;

  static final List<Victim> SERVICES = List.of(REGISTRATION, SCHEDULE, NOTIFICATION, PORTAL);

  Product.Instance in(Product product) {
    return switch (this) {
      case REGISTRATION -> product.part(Service.REGISTRATION);
      case SCHEDULE -> product.part(Service.SCHEDULE);
      case NOTIFICATION -> product.part(Service.NOTIFICATION);
      case PORTAL -> product.part(Service.PORTAL);
      case BROKER -> product.broker();
      case DATABASE -> product.database();
    };
  }

  /** Whether a mail can be at the mail server without the ledger's knowing, once this has died. */
  boolean mayLeaveMailUncertain() {
    return this == NOTIFICATION || this == DATABASE;
  }
}
