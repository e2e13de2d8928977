package nl.leergang.portal.site;

/** More pages are being made than there is memory for; a little later there is room. */
class CrowdedException extends RuntimeException {

  private static final long serialVersionUID = 1L;
}
