package nl.leergang.notification.sending;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import nl.leergang.notification.ledger.Ledger;
import nl.leergang.notification.replica.Replicas;
import org.jspecify.annotations.NullUnmarked;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Stops the sender at a named step and lets somebody else act there: what is put at a gate happens
 * once, before or after the step.
 */
@NullUnmarked
class Gates implements BeanPostProcessor {

  private final Map<String, Runnable> before = new ConcurrentHashMap<>();
  private final Map<String, Runnable> after = new ConcurrentHashMap<>();
  private final Map<String, Integer> counted = new ConcurrentHashMap<>();

  void before(String step, Runnable action) {
    before.put(step, action);
  }

  void after(String step, Runnable action) {
    after.put(step, action);
  }

  void countAgain() {
    counted.clear();
  }

  /** How often each step was taken. */
  Map<String, Integer> counted() {
    return Map.copyOf(counted);
  }

  void open() {
    before.clear();
    after.clear();
  }

  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    if (bean instanceof Ledger ledger) {
      return gated(Ledger.class, ledger);
    }
    if (bean instanceof Replicas replicas) {
      return gated(Replicas.class, replicas);
    }
    return bean;
  }

  private <T> Object gated(Class<T> port, T adapter) {
    return Proxy.newProxyInstance(
        port.getClassLoader(),
        new Class<?>[] {port},
        (proxy, method, arguments) -> {
          pass(before, method.getName());
          counted.merge(method.getName(), 1, Integer::sum);
          try {
            method.setAccessible(true);
            return method.invoke(adapter, arguments);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          } finally {
            pass(after, method.getName());
          }
        });
  }

  private static void pass(Map<String, Runnable> gates, String step) {
    Runnable action = gates.remove(step);
    if (action != null) {
      action.run();
    }
  }
}
