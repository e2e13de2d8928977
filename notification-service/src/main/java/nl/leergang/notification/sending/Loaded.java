package nl.leergang.notification.sending;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nl.leergang.notification.ledger.Claim;
import nl.leergang.notification.replica.Contact;
import nl.leergang.notification.replica.Edition;
import nl.leergang.notification.replica.Participation;
import nl.leergang.notification.replica.Replicas;

/** What a group of mails is made of, read together after they were taken. */
record Loaded(
    Map<String, Contact> contacts,
    Map<String, Participation> participations,
    Map<String, Edition> editions) {

  static Loaded of(List<Claim> claims, Replicas replicas) {
    Set<String> contacts = new LinkedHashSet<>();
    Set<String> registrations = new LinkedHashSet<>();
    for (Claim claim : claims) {
      contacts.add(claim.mail().contactId());
      if (!claim.mail().onBrochure()) {
        registrations.add(claim.mail().contactId());
      }
    }
    Map<String, Participation> participations = replicas.participations(registrations);
    Set<String> editions = new LinkedHashSet<>();
    participations.values().forEach(participation -> editions.add(participation.editionId()));
    return new Loaded(replicas.contacts(contacts), participations, replicas.editions(editions));
  }
}
