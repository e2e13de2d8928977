package nl.leergang.localrun.mail;

import com.sun.net.httpserver.Headers;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the inbox says, in the reader's language; Dutch unless the browser prefers English. */
record Labels(
    String language,
    String title,
    String explanation,
    String recipient,
    String sender,
    String subject,
    String received,
    String search,
    String clear,
    String count,
    String none,
    String noneMatching,
    String newer,
    String older,
    String back,
    String attachments,
    String plainText,
    String html,
    String raw,
    String deleteAll,
    String refresh,
    String noSubject,
    String notFound) {

  static final Labels DUTCH =
      new Labels(
          "nl",
          "Postvak",
          "Alle post die dit systeem verstuurt. Er gaat niets naar buiten.",
          "Aan",
          "Van",
          "Onderwerp",
          "Ontvangen",
          "Zoeken",
          "Alles tonen",
          "%d berichten",
          "Er is nog geen post.",
          "Geen post gevonden voor deze zoekvraag.",
          "Nieuwere",
          "Oudere",
          "Terug naar het postvak",
          "Bijlagen",
          "Platte tekst",
          "Opgemaakt",
          "Ruwe bron",
          "Postvak legen",
          "Vernieuwen",
          "(geen onderwerp)",
          "Dit bericht is er niet (meer).");

  static final Labels ENGLISH =
      new Labels(
          "en",
          "Inbox",
          "All mail that this system sends. Nothing leaves this machine.",
          "To",
          "From",
          "Subject",
          "Received",
          "Search",
          "Show all",
          "%d messages",
          "There is no mail yet.",
          "No mail matches this search.",
          "Newer",
          "Older",
          "Back to the inbox",
          "Attachments",
          "Plain text",
          "Formatted",
          "Raw source",
          "Empty the inbox",
          "Refresh",
          "(no subject)",
          "This message is not here (any more).");

  static Labels of(Headers headers) {
    @Nullable String accepted = headers.getFirst("Accept-Language");
    String languages = accepted == null ? "" : accepted.toLowerCase(Locale.ROOT);
    int dutch = languages.indexOf("nl");
    int english = languages.indexOf("en");
    return english >= 0 && (dutch < 0 || english < dutch) ? ENGLISH : DUTCH;
  }
}
