package nl.leergang.notification.replica;

import nl.leergang.messaging.InboundEvent;
import nl.leergang.messaging.inbox.DerivedDocument;

/** Which mails an event asks for: the ledger's entries, with ids made of the event's. */
public interface MailsDue {

  DerivedDocument status(InboundEvent event, String registrationId, Participation.Status status);

  DerivedDocument officeNotice(InboundEvent event, String registrationId);

  DerivedDocument brochure(InboundEvent event, String brochureRequestId);

  DerivedDocument brochureNotice(InboundEvent event, String brochureRequestId);
}
