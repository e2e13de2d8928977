package nl.leergang.e2e.faults.agent;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** Reads in the services what the rig has written into a folder. */
public final class Armed {

  static final String FOLDER = "leergang.faults.armed";
  static final String CLOCK = "clock";

  private static final long LOOK_EVERY_NANOS = 200_000_000;

  private static volatile long offsetMillis;
  private static volatile long nextLook;

  private Armed() {}

  /** Ends the process where this point is armed; whoever removes the file first, and only once. */
  public static void reached(String point) {
    if (new File(System.getProperty(FOLDER), point).delete()) {
      // As SIGKILL: no hook runs, nothing is flushed.
      Runtime.getRuntime().halt(137);
    }
  }

  /** Whether something is to go wrong here. */
  public static boolean broken(String breakage) {
    return new File(System.getProperty(FOLDER), breakage).exists();
  }

  /** What a class of the product is called by its own loader, which this one cannot see. */
  public static Object enumConstant(ClassLoader loader, String type, String name)
      throws ReflectiveOperationException {
    for (Object constant : Class.forName(type, true, loader).getEnumConstants()) {
      if (((Enum<?>) constant).name().equals(name)) {
        return constant;
      }
    }
    throw new NoSuchFieldException(name);
  }

  /** A record of the product, made from its components. */
  public static Object record(ClassLoader loader, String type, Object... components)
      throws ReflectiveOperationException {
    java.lang.reflect.Constructor<?> constructor =
        Class.forName(type, true, loader).getDeclaredConstructors()[0];
    constructor.setAccessible(true);
    return constructor.newInstance(components);
  }

  /** Calls a method of the product once more, whoever may see it. */
  public static Object again(Object target, String method, Object... arguments)
      throws ReflectiveOperationException {
    for (java.lang.reflect.Method one : target.getClass().getDeclaredMethods()) {
      if (one.getName().equals(method) && one.getParameterCount() == arguments.length) {
        one.setAccessible(true);
        return one.invoke(target, arguments);
      }
    }
    throw new NoSuchMethodException(method);
  }

  /** Does not ask anybody. */
  public static final class Yes implements BooleanSupplier {

    @Override
    public boolean getAsBoolean() {
      return true;
    }
  }

  /** What the clock shows instead. */
  public static Instant moved(Instant now) {
    long look = nextLook;
    long nanos = System.nanoTime();
    if (nanos - look >= 0) {
      // Before reading: reading may itself ask for the time.
      nextLook = nanos + LOOK_EVERY_NANOS;
      offsetMillis = read();
    }
    return offsetMillis == 0 ? now : now.plusMillis(offsetMillis);
  }

  private static long read() {
    Path clock = Path.of(System.getProperty(FOLDER), CLOCK);
    try {
      return Files.exists(clock) ? Long.parseLong(Files.readString(clock).strip()) : 0;
    } catch (IOException | NumberFormatException e) {
      // Just being written.
      return offsetMillis;
    }
  }
}
