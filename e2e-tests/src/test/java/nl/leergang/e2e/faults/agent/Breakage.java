package nl.leergang.e2e.faults.agent;

import static net.bytebuddy.matcher.ElementMatchers.named;

import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.matcher.ElementMatcher;

/** A defect that is put into a running service, so that a check can show that it sees it. */
public enum Breakage {
  /** Seats are given whether there are any or not. */
  SEAT_CONDITION_REMOVED(
      "REGISTRATION",
      "nl.leergang.registration.persistence.SeatDecision",
      named("cond"),
      Breakages.SeatCondition.class),
  /** "Registered" is answered, and nothing was stored. */
  ANSWERED_BEFORE_STORED(
      "REGISTRATION",
      "nl.leergang.registration.persistence.MongoRegistrations",
      named("insert"),
      Breakages.NotStored.class),
  /** The same key is another registration each time. */
  KEY_IGNORED(
      "REGISTRATION",
      "nl.leergang.registration.registration.Identity",
      named("ofKey"),
      Breakages.OtherIdentity.class),
  /** An event counts as acknowledged before it was sent. */
  EVENT_ACKNOWLEDGED_BEFORE_SENT(
      "REGISTRATION",
      "org.apache.kafka.clients.producer.KafkaProducer",
      named("send"),
      Breakages.NotSent.class),
  /** A projection takes whatever comes, old or not. */
  FENCE_REMOVED(
      "NOTIFICATION", "nl.leergang.messaging.inbox.Fold", named("accept"), Breakages.NoFence.class),
  /** A mail counts as sent, and was not. */
  MAIL_NOT_SENT(
      "NOTIFICATION",
      "nl.leergang.notification.smtp.SmtpConnection",
      named("send"),
      Breakages.MailKept.class),
  /** A mail goes out twice, and nobody knows. */
  MAIL_SENT_TWICE(
      "NOTIFICATION",
      "nl.leergang.notification.smtp.SmtpConnection",
      named("send"),
      Breakages.MailTwice.class);

  private final String service;
  private final String type;
  private final ElementMatcher<? super MethodDescription> method;
  private final Class<?> advice;

  Breakage(
      String service,
      String type,
      ElementMatcher<? super MethodDescription> method,
      Class<?> advice) {
    this.service = service;
    this.type = type;
    this.method = method;
    this.advice = advice;
  }

  public String service() {
    return service;
  }

  String type() {
    return type;
  }

  AgentBuilder in(AgentBuilder agent) {
    return agent
        .type(named(type))
        .transform((builder, _, _, _, _) ->
            builder.visit(
                Advice.withCustomMapping()
                    .bind(Breakages.Wrong.class, name())
                    .to(advice)
                    .on(method)));
  }
}
