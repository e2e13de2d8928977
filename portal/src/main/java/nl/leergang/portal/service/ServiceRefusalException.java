package nl.leergang.portal.service;

/** A service answered with a problem where a page needed data. */
public class ServiceRefusalException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  public ServiceRefusalException(Service service, Problem problem) {
    super(service + " answered " + problem.status() + " " + problem.code());
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
