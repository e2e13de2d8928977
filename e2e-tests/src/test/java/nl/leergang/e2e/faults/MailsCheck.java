package nl.leergang.e2e.faults;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import nl.leergang.e2e.faults.Evidence.Notice;
import nl.leergang.e2e.faults.Evidence.Registration;
import nl.leergang.e2e.faults.Evidence.StoredMail;
import nl.leergang.e2e.faults.Findings.Kind;
import nl.leergang.e2e.faults.MailSink.Received;

/** Everybody registered has a mail, the office has its notice, and what came twice is marked. */
final class MailsCheck implements Check {

  private static final Set<String> DONE = Set.of("SENT", "SUPERSEDED");

  @Override
  public void look(Evidence evidence, Findings findings) {
    Set<String> told = evidence.mailbox().stream().map(Received::to).collect(Collectors.toSet());
    Set<String> announced =
        evidence.office().stream().map(Notice::email).collect(Collectors.toSet());
    for (Registration registration : evidence.registrations()) {
      boolean reachable = !evidence.refused().contains(registration.email());
      if (reachable && !told.contains(registration.email())) {
        findings.add(Kind.MAIL_MISSING, "to " + registration.email());
      }
      if (!announced.contains(registration.email())) {
        findings.add(Kind.MAIL_MISSING, "to the office on " + registration.email());
      }
    }
    ledger(evidence, findings);
    duplicates(evidence, findings);
  }

  private static void ledger(Evidence evidence, Findings findings) {
    Map<String, StoredMail> byMessage = new HashMap<>();
    Map<String, Set<String>> sentOn = new HashMap<>();
    Set<String> arrived =
        evidence.mailbox().stream().map(Received::messageId).collect(Collectors.toSet());
    Set<String> refusedIds =
        evidence.registrations().stream()
            .filter(registration -> evidence.refused().contains(registration.email()))
            .map(registration -> registration.id().toString())
            .collect(Collectors.toSet());
    for (StoredMail mail : evidence.mails()) {
      byMessage.put(mail.messageId(), mail);
      sentOn.computeIfAbsent(mail.contactId(), _ -> new HashSet<>()).add(mail.template());
      boolean refused = refusedIds.contains(mail.contactId()) && mail.status().equals("FAILED");
      if (!DONE.contains(mail.status()) && !refused) {
        findings.add(Kind.MAIL_MISSING, "%s is %s".formatted(mail.id(), mail.status()));
      } else if (mail.status().equals("SENT") && !arrived.contains(mail.messageId())) {
        findings.add(Kind.MAIL_DIFFERS, mail.id() + " counts as sent and never arrived");
      }
    }
    for (Received mail : evidence.mailbox()) {
      StoredMail stored = byMessage.get(mail.messageId());
      if (stored == null || !stored.status().equals("SENT")) {
        findings.add(
            Kind.MAIL_DIFFERS,
            "%s to %s arrived, and the product's ledger says %s"
                .formatted(mail.messageId(), mail.to(), stored));
      }
    }
    for (Registration registration : evidence.registrations()) {
      // Who was promoted before the first mail went out needs no word of having waited.
      Set<String> templates = sentOn.getOrDefault(registration.id().toString(), Set.of());
      if (!templates.contains("REGISTRATION_" + registration.status())
          || !templates.contains("OFFICE_REGISTRATION")) {
        findings.add(
            Kind.MAIL_MISSING,
            "%s is %s and has %s".formatted(registration.id(), registration.status(), templates));
      }
    }
  }

  private static void duplicates(Evidence evidence, Findings findings) {
    Map<String, Long> arrivals =
        evidence.mailbox().stream()
            .collect(Collectors.groupingBy(Received::messageId, Collectors.counting()));
    Map<String, StoredMail> byMessage =
        evidence.mails().stream().collect(Collectors.toMap(StoredMail::messageId, mail -> mail));
    long extra = 0;
    for (Map.Entry<String, Long> one : arrivals.entrySet()) {
      extra += one.getValue() - 1;
      StoredMail mail = byMessage.get(one.getKey());
      if (one.getValue() > 1 && (mail == null || !mail.uncertain())) {
        findings.add(
            Kind.MAIL_DOUBLED,
            "%s came %d times and is not marked".formatted(one.getKey(), one.getValue()));
      }
    }
    if (extra > evidence.duplicatesAllowed()) {
      findings.add(
          Kind.MAIL_DOUBLED,
          "%d came again, at most %d were under way at a fault"
              .formatted(extra, evidence.duplicatesAllowed()));
    }
    Map<List<String>, Long> person =
        evidence.mails().stream()
            .filter(mail -> mail.status().equals("SENT"))
            .collect(
                Collectors.groupingBy(
                    mail -> List.of(mail.contactId(), mail.template()), Collectors.counting()));
    person.forEach((what, count) -> {
      if (count > 1) {
        findings.add(Kind.MAIL_DOUBLED, "%s was sent as %d different mails".formatted(what, count));
      }
    });
  }
}
