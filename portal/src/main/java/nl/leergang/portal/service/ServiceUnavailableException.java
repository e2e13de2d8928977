package nl.leergang.portal.service;

/** A service could not be reached, or did not answer in time: the outcome is unknown. */
public class ServiceUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Service service;

  public ServiceUnavailableException(Service service, Throwable cause) {
    super(service + " cannot be reached", cause);
    this.service = service;
  }

  public Service service() {
    return service;
  }
}
