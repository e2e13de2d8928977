package nl.leergang.messaging.inbox;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.NullUnmarked;

/** A real database with one gate: something happens just before a certain call, once. */
@NullUnmarked
public final class GatedDatabase {

  private GatedDatabase() {}

  public static MongoDatabase before(
      MongoDatabase database, String collection, String method, Runnable event) {
    Runnable[] once = {event};
    return proxy(
        MongoDatabase.class,
        database,
        (name, result) ->
            result instanceof MongoCollection<?> found
                    && found.getNamespace().getCollectionName().equals(collection)
                ? gated(found, method, once)
                : result,
        name -> {});
  }

  private static Object gated(MongoCollection<?> collection, String method, Runnable[] once) {
    return proxy(
        MongoCollection.class,
        collection,
        (name, result) -> result,
        name -> {
          if (name.equals(method) && once[0] != null) {
            Runnable event = once[0];
            once[0] = null;
            event.run();
          }
        });
  }

  private interface Result {
    Object map(String method, Object result);
  }

  private interface Call {
    void begins(String method);
  }

  @SuppressWarnings("unchecked")
  private static <T> T proxy(Class<T> type, T real, Result results, Call calls) {
    return (T)
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              calls.begins(method.getName());
              try {
                return results.map(method.getName(), method.invoke(real, arguments));
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
