package nl.leergang.portal.service;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets those who ask the same at the same time share an answer. Nobody is given one that was asked
 * for before they came: who finds a call under way waits for the next, which begins when that one
 * is over and is for all who came meanwhile.
 */
final class SharedCalls<K, V> {

  private final Map<K, Line<V>> lines = new HashMap<>();

  /**
   * @param call is made by one of those who ask; what it throws is thrown to all who share it
   */
  V ask(K key, Supplier<V> call) {
    Line<V> line;
    CompletableFuture<V> answer;
    boolean first;
    synchronized (lines) {
      line = lines.computeIfAbsent(key, any -> new Line<>());
      answer = line.next;
      first = answer == null;
      if (answer == null) {
        answer = new CompletableFuture<>();
        line.next = answer;
      }
    }
    if (first) {
      make(key, line, answer, call);
    }
    try {
      return answer.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw e;
    }
  }

  private void make(K key, Line<V> line, CompletableFuture<V> answer, Supplier<V> call) {
    line.call.lock();
    try {
      synchronized (lines) {
        line.next = null;
      }
      try {
        answer.complete(call.get());
      } catch (RuntimeException | Error e) {
        answer.completeExceptionally(e);
      }
      synchronized (lines) {
        if (line.next == null) {
          lines.remove(key);
        }
      }
    } finally {
      line.call.unlock();
    }
  }

  /** One call at a time, and the answer of the next for those who wait for it. */
  private static final class Line<V> {
    private final Lock call = new ReentrantLock();
    private @Nullable CompletableFuture<V> next;
  }
}
