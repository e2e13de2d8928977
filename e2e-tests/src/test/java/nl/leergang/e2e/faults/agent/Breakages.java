package nl.leergang.e2e.faults.agent;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import org.apache.kafka.clients.producer.Callback;

/** The code of each {@link Breakage}; it is copied into the product's methods. */
final class Breakages {

  private Breakages() {}

  /** Stands for the breakage's name. */
  @Retention(RetentionPolicy.RUNTIME)
  @interface Wrong {}

  /** {@code SeatDecision.cond}: "how many are free" becomes "plenty". */
  static final class SeatCondition {
    private SeatCondition() {}

    @Advice.OnMethodEnter
    static void enter(
        @Wrong String wrong,
        @Advice.Argument(value = 0, readOnly = false) Object condition,
        @Advice.Argument(value = 2, readOnly = false) Object otherwise) {
      if ("$queueOpen".equals(condition) && Armed.broken(wrong)) {
        condition = Boolean.FALSE;
        otherwise = 1_000_000;
      }
    }
  }

  /** {@code MongoRegistrations.insert}: says "stored" and stores nothing. */
  static final class NotStored {
    private NotStored() {}

    @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
    static boolean enter(@Wrong String wrong) {
      return Armed.broken(wrong);
    }

    @Advice.OnMethodExit
    static void exit(
        @Advice.Enter boolean skipped,
        @Advice.This Object self,
        @Advice.Argument(0) List<?> group,
        @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) Object results)
        throws ReflectiveOperationException {
      if (skipped) {
        results =
            Collections.nCopies(
                group.size(),
                Armed.enumConstant(
                    self.getClass().getClassLoader(),
                    "nl.leergang.registration.registration.Registrations$InsertResult",
                    "STORED"));
      }
    }
  }

  /** {@code Identity.ofKey}: of whatever key it was to be made, it is of a new one. */
  static final class OtherIdentity {
    private OtherIdentity() {}

    @Advice.OnMethodEnter
    static void enter(
        @Wrong String wrong, @Advice.Argument(value = 1, readOnly = false) String key) {
      if (Armed.broken(wrong)) {
        key = UUID.randomUUID().toString();
      }
    }
  }

  /** {@code KafkaProducer.send}: says "acknowledged" and sends nothing. */
  static final class NotSent {
    private NotSent() {}

    @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
    static boolean enter(
        @Wrong String wrong, @Advice.AllArguments(typing = Assigner.Typing.DYNAMIC) Object[] all) {
      if (all.length == 2 && Armed.broken(wrong)) {
        ((Callback) all[1]).onCompletion(null, null);
        return true;
      }
      return false;
    }
  }

  /** {@code Fold.accept}: each event is the next one. */
  static final class NoFence {
    private NoFence() {}

    @Advice.OnMethodEnter
    static void enter(
        @Wrong String wrong,
        @Advice.Argument(0) Object event,
        @Advice.FieldValue(value = "last", readOnly = false) long last)
        throws ReflectiveOperationException {
      if (Armed.broken(wrong)) {
        last = (Long) Armed.again(event, "sequence") - 1;
      }
    }
  }

  /** {@code SmtpConnection.send}: says "accepted" and sends nothing. */
  static final class MailKept {
    private MailKept() {}

    @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
    static boolean enter(@Wrong String wrong) {
      return Armed.broken(wrong);
    }

    @Advice.OnMethodExit
    static void exit(
        @Advice.Enter boolean skipped,
        @Advice.This Object self,
        @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) Object reply)
        throws ReflectiveOperationException {
      if (skipped) {
        reply =
            Armed.record(
                self.getClass().getClassLoader(), "nl.leergang.notification.smtp.Reply$Accepted");
      }
    }
  }

  /** {@code SmtpConnection.send}: once more, without asking the ledger. */
  static final class MailTwice {
    private MailTwice() {}

    @Advice.OnMethodExit
    static void exit(
        @Wrong String wrong,
        @Advice.This Object self,
        @Advice.Argument(0) String from,
        @Advice.Argument(1) String recipient,
        @Advice.Argument(2) byte[] bytes)
        throws ReflectiveOperationException {
      if (Armed.broken(wrong)) {
        Armed.again(self, "attempt", from, recipient, bytes, (BooleanSupplier) new Armed.Yes());
      }
    }
  }
}
