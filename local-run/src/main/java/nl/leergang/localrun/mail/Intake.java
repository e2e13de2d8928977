package nl.leergang.localrun.mail;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.subethamail.smtp.MessageHandler;

/** One mail transaction of an SMTP connection. */
final class Intake implements MessageHandler {

  private final Mailbox mailbox;
  private final List<String> recipients = new ArrayList<>();
  private String sender = "";

  Intake(Mailbox mailbox) {
    this.mailbox = mailbox;
  }

  @Override
  public void from(String address) {
    sender = address;
  }

  @Override
  public void recipient(String address) {
    recipients.add(address);
  }

  @Override
  public @Nullable String data(InputStream data) throws IOException {
    return "kept as " + mailbox.store(sender, recipients, data).id();
  }

  @Override
  public void done() {
    recipients.clear();
  }
}
