package nl.leergang.e2e.product;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does things at the same time. */
public final class Together {

  private Together() {}

  /** All of them start when the last one is ready to; the results are in the order given. */
  public static <T> List<T> all(List<? extends Callable<T>> tasks) {
    CountDownLatch ready = new CountDownLatch(tasks.size());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> results =
          tasks.stream()
              .map(task ->
                  threads.submit(() -> {
                    ready.countDown();
                    ready.await();
                    return task.call();
                  }))
              .toList();
      return results.stream().map(Together::result).toList();
    }
  }

  /** At most so many at a time, started in the order given. */
  public static <T> List<T> atMost(int parallel, List<? extends Callable<T>> tasks) {
    try (ExecutorService threads = Executors.newFixedThreadPool(parallel)) {
      List<Future<T>> results = tasks.stream().map(task -> threads.submit(task)).toList();
      return results.stream().map(Together::result).toList();
    }
  }

  private static <T> T result(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
