package nl.leergang.notification.sending;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nl.leergang.notification.ledger.Claim;
import nl.leergang.notification.ledger.Ledger;
import nl.leergang.notification.ledger.Template;
import nl.leergang.notification.ledger.UnderWay;
import nl.leergang.notification.replica.Contact;
import nl.leergang.notification.replica.Edition;
import nl.leergang.notification.replica.Participation;
import nl.leergang.notification.replica.Replicas;

/** What a group of mails is made of, read together after they were taken. */
record Loaded(
    UnderWay underWay,
    Map<String, Contact> contacts,
    Map<String, Participation> participations,
    Map<String, Edition> editions) {

  static Loaded of(List<Claim> claims, Ledger ledger, Replicas replicas) {
    Set<String> contacts = new LinkedHashSet<>();
    Set<String> registrations = new LinkedHashSet<>();
    Set<String> participants = new LinkedHashSet<>();
    for (Claim claim : claims) {
      contacts.add(claim.mail().contactId());
      if (!claim.mail().onBrochure()) {
        registrations.add(claim.mail().contactId());
        if (claim.mail().template().kind() != Template.Kind.OFFICE) {
          participants.add(claim.mail().contactId());
        }
      }
    }
    // In this order: what a mail told that is not under way any more, the participation says.
    UnderWay underWay = ledger.underWay(participants);
    Map<String, Participation> participations = replicas.participations(registrations);
    Set<String> editions = new LinkedHashSet<>();
    participations.values().forEach(participation -> editions.add(participation.editionId()));
    return new Loaded(
        underWay, replicas.contacts(contacts), participations, replicas.editions(editions));
  }
}
