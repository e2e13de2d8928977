package nl.leergang.notification;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who sends, and how hard it is tried.
 *
 * @param from sender and calendar organiser, as in {@code Name <address>}; the mailbox must exist,
 *     because calendar programs answer to it
 * @param office takes the notices of programmes whose office has no address of its own
 * @param officeName signs for programmes of which neither office nor provider is known: who runs
 *     this installation
 * @param connections to the mail server at the same time
 * @param together how many mails are taken, made and noted together at most; of as many, a kill can
 *     leave unclear whether they went out
 * @param lease how long a mail belongs to the instance that took it; renewed while it is sent
 * @param attemptLimit after this time a conversation with the mail server is cut off
 * @param giveUpAfter since the first attempt: after this a mail that the server keeps deferring has
 *     failed
 * @param resends how often a mail of unknown outcome is sent again, at most
 * @param keepBytes how long the text of a mail that went out is kept for staff to read. It is
 *     personal data; sending again renders it afresh
 * @param poll how long the ledger stays unasked when no hint comes
 * @param sweep how often every edition's registrations are compared with the schedule, hint or not
 */
@ConfigurationProperties("leergang.mail")
public record MailProperties(
    @DefaultValue("Leergang <leergang@localhost>") String from,
    @DefaultValue("opleidingen@leergang.example") String office,
    @DefaultValue("Opleidingsbureau") String officeName,
    @DefaultValue("16") int connections,
    @DefaultValue("100") int together,
    @DefaultValue("60s") Duration lease,
    @DefaultValue("5m") Duration attemptLimit,
    @DefaultValue("72h") Duration giveUpAfter,
    @DefaultValue("5") int resends,
    @DefaultValue("30d") Duration keepBytes,
    @DefaultValue("500ms") Duration poll,
    @DefaultValue("10m") Duration sweep) {}
