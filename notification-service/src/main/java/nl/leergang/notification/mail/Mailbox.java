package nl.leergang.notification.mail;

import java.net.IDN;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An address with the name that is shown for it.
 *
 * @param address plain ASCII; the mail library cuts other characters down to their low byte, which
 *     would let some of them end the line
 */
public record Mailbox(String address, @Nullable String name) {

  private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
  private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?";
  private static final Pattern ADDRESS =
      Pattern.compile(ATOM + "(?:\\." + ATOM + ")*@" + LABEL + "(?:\\." + LABEL + ")*");
  private static final int LONGEST = 254;

  /**
   * @throws UnusableAddressException when the address is not one that SMTP can carry
   */
  public static Mailbox of(String address, @Nullable String name) {
    String ascii = ascii(address.strip());
    if (ascii.length() > LONGEST || !ADDRESS.matcher(ascii).matches()) {
      throw new UnusableAddressException("the address is not one that mail can be sent to");
    }
    return new Mailbox(ascii, name == null || name.isBlank() ? null : HeaderText.clean(name));
  }

  /** What stands behind the @, in ASCII. */
  public String domain() {
    return address.substring(address.lastIndexOf('@') + 1);
  }

  private static String ascii(String address) {
    int at = address.lastIndexOf('@');
    if (at < 0) {
      return address;
    }
    try {
      return address.substring(0, at + 1)
          + IDN.toASCII(address.substring(at + 1), IDN.USE_STD3_ASCII_RULES);
    } catch (IllegalArgumentException e) {
      throw new UnusableAddressException("the address has a domain that cannot exist");
    }
  }

  /** Reads {@code Name <address>} or a bare address, as configuration has it. */
  public static Mailbox parse(String text) {
    int open = text.lastIndexOf('<');
    if (open < 0 || !text.strip().endsWith(">")) {
      return of(text, null);
    }
    String name = text.substring(0, open).strip();
    if (name.length() > 1 && name.startsWith("\"") && name.endsWith("\"")) {
      name = name.substring(1, name.length() - 1);
    }
    return of(text.substring(open + 1, text.lastIndexOf('>')), name);
  }
}
