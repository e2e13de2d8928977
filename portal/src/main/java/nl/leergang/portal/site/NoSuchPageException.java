package nl.leergang.portal.site;

/** The address names nothing that is there. */
public class NoSuchPageException extends RuntimeException {

  private static final long serialVersionUID = 1L;
}
