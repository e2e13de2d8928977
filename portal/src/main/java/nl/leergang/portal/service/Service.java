package nl.leergang.portal.service;

import java.net.URI;
import nl.leergang.portal.PortalProperties;

/** The services behind the portal. */
public enum Service {
  REGISTRATION,
  SCHEDULE,
  NOTIFICATION;

  URI base(PortalProperties.Services addresses) {
    return switch (this) {
      case REGISTRATION -> addresses.registration();
      case SCHEDULE -> addresses.schedule();
      case NOTIFICATION -> addresses.notification();
    };
  }
}
