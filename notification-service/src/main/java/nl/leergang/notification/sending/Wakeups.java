package nl.leergang.notification.sending;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import nl.leergang.notification.replica.ReplicaChanges;
import org.springframework.stereotype.Component;

/** Hints that there is work. Lost ones cost time, never a mail. */
@Component
class Wakeups implements ReplicaChanges {

  private static final int REMEMBERED = 10_000;

  private final Semaphore mails = new Semaphore(0);
  private final Semaphore editions = new Semaphore(0);
  private final BlockingQueue<String> contacts = new ArrayBlockingQueue<>(REMEMBERED);

  @Override
  public void mailsMayBeDue() {
    mails.release();
  }

  @Override
  public void editionsChanged() {
    editions.release();
    mails.release();
  }

  @Override
  public void contactsChanged(Collection<String> contactIds) {
    // One that finds no room is found by the mail that waits for it.
    contactIds.forEach(contacts::offer);
    mails.release();
  }

  List<String> changedContacts() {
    List<String> changed = new ArrayList<>();
    contacts.drainTo(changed);
    return changed;
  }

  void awaitMails(Duration longest) throws InterruptedException {
    await(mails, longest);
  }

  void awaitEditions(Duration longest) throws InterruptedException {
    await(editions, longest);
  }

  private static void await(Semaphore hints, Duration longest) throws InterruptedException {
    if (hints.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS)) {
      hints.drainPermits();
    }
  }
}
