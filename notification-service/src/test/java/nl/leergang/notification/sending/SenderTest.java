package nl.leergang.notification.sending;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import nl.leergang.notification.Fixtures;
import nl.leergang.notification.MailProperties;
import nl.leergang.notification.ledger.Claim;
import nl.leergang.notification.ledger.Ledger;
import nl.leergang.notification.ledger.Notification;
import nl.leergang.notification.ledger.Status;
import nl.leergang.notification.ledger.Template;
import nl.leergang.notification.moves.FanOut;
import nl.leergang.notification.replica.Replicas;
import nl.leergang.notification.smtp.MailServer;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** The sender's own threads, on a ledger that does what a test wants of it. */
@NullUnmarked
class SenderTest {

  private static final long LONG_ENOUGH = 20;

  @Test
  void goesOnTakingMailsAfterAnError() throws Exception {
    CountDownLatch taken = new CountDownLatch(2);
    Ledger ledger =
        ledger(
            Map.of(
                "claim",
                arguments -> {
                  taken.countDown();
                  throw new AssertionError("as a class that cannot be loaded");
                }));
    Sender sender = sender(ledger, Duration.ofSeconds(60));
    sender.start();
    try {
      assertThat(taken.await(LONG_ENOUGH, TimeUnit.SECONDS)).as("taken once more").isTrue();
    } finally {
      sender.stop();
    }
  }

  @Test
  void renewsTheLeaseOfAMailForAsLongAsItIsHeld() throws Exception {
    CountDownLatch renewed = new CountDownLatch(2);
    CountDownLatch seen = new CountDownLatch(1);
    CountDownLatch once = new CountDownLatch(1);
    Claim claim = new Claim(mail(), "token", false, false);
    Ledger ledger =
        ledger(
            Map.of(
                "claim",
                arguments -> {
                  boolean first = once.getCount() == 1;
                  once.countDown();
                  return first ? List.of(claim) : List.of();
                },
                "renew",
                arguments -> {
                  renewed.countDown();
                  return Set.of(claim.taking());
                },
                "underWay",
                arguments -> {
                  // Whoever makes the mail ready takes as long as two renewals.
                  try {
                    if (renewed.await(LONG_ENOUGH, TimeUnit.SECONDS)) {
                      seen.countDown();
                    }
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                  throw new IllegalStateException("enough seen");
                }));
    Sender sender = sender(ledger, Duration.ofSeconds(2));
    sender.start();
    try {
      assertThat(seen.await(LONG_ENOUGH + 1, TimeUnit.SECONDS)).as("renewed twice").isTrue();
    } finally {
      sender.stop();
    }
  }

  private static Notification mail() {
    return new Notification(
        "mail",
        Template.OFFICE_REGISTRATION,
        "registration-1",
        null,
        null,
        0,
        1,
        Status.SENDING,
        true,
        false,
        false,
        0,
        0,
        0,
        Instant.now(),
        null,
        null,
        "<id@localhost>",
        null,
        null,
        null,
        null,
        Map.of(),
        Map.of(),
        0);
  }

  private static Sender sender(Ledger ledger, Duration lease) {
    MailProperties mail = Fixtures.MAIL;
    MailProperties properties =
        new MailProperties(
            mail.from(),
            mail.office(),
            mail.officeName(),
            1,
            mail.together(),
            lease,
            mail.attemptLimit(),
            mail.giveUpAfter(),
            mail.resends(),
            mail.keepBytes(),
            mail.poll(),
            mail.sweep());
    Replicas replicas = port(Replicas.class, Map.of());
    QueueGate gate = new QueueGate();
    MailMetrics metrics = new MailMetrics(new SimpleMeterRegistry(), gate);
    return new Sender(
        ledger,
        replicas,
        new FanOut(replicas, ledger, Clock.systemUTC()),
        new Delivering(
            ledger,
            replicas,
            new Preparing(replicas, ledger, null, null, Clock.systemUTC()),
            gate,
            metrics,
            properties,
            Clock.systemUTC()),
        new Forgetting(ledger, replicas, properties),
        new HeldLeases(ledger, properties),
        gate,
        new Wakeups(),
        metrics,
        port(
            MailServer.class,
            Map.of("connection", a -> port(MailServer.Connection.class, Map.of()))),
        properties);
  }

  private static Ledger ledger(Map<String, Function<Object[], Object>> answers) {
    return port(Ledger.class, answers);
  }

  private static <T> T port(Class<T> type, Map<String, Function<Object[], Object>> answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              Function<Object[], Object> answer = answers.get(method.getName());
              return answer != null ? answer.apply(arguments) : nothing(method.getReturnType());
            }));
  }

  private static Object nothing(Class<?> type) {
    if (type == Optional.class) {
      return Optional.empty();
    }
    if (type == List.class) {
      return List.of();
    }
    if (type == Map.class) {
      return Map.of();
    }
    if (type == boolean.class) {
      return false;
    }
    return type == long.class ? 0L : null;
  }
}
