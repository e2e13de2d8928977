package nl.leergang.notification.mail;

/** An address that no mail can or should be sent to. */
public class UnusableAddressException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String reason;

  UnusableAddressException(String reason) {
    super(reason);
    this.reason = reason;
  }

  public String reason() {
    return reason;
  }
}
