package nl.leergang.notification.replica;

import java.util.Collection;

/** Told that a replica changed, so that work is found at once. A hint: everything is also swept. */
public interface ReplicaChanges {

  /** A mail may have become due, or may no longer have to wait. */
  void mailsMayBeDue();

  /** An edition changed: somebody may have to be told. */
  void editionsChanged();

  /** A contact came, changed or went. */
  void contactsChanged(Collection<String> contactIds);
}
