package nl.leergang.localrun.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Options with which seven JVMs fit on one small machine. */
public final class Jvm {

  private static final boolean ON_LINUX =
      System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux");

  /** For a program with much to do: a virtual machine pays for every page that it looks up. */
  public static final List<String> LARGE_PAGES =
      ON_LINUX ? List.of("-XX:+UseTransparentHugePages") : List.of();

  private Jvm() {}

  /**
   * One thread collects: there are more JVMs than cores.
   *
   * @param heapMegabytes at most
   * @param youngMegabytes of these for new objects. The first seconds of a JVM fill all of it, and
   *     it is not given back, so this decides what an idle program holds. By default it is a third
   *     of the heap.
   */
  public static List<String> options(int heapMegabytes, int youngMegabytes) {
    List<String> options = new ArrayList<>();
    options.add("-Xmx" + heapMegabytes + "m");
    options.add("-Xmn" + youngMegabytes + "m");
    options.add("-XX:+UseSerialGC");
    if (ON_LINUX) {
      // Gives back what the compilers needed while the program became fast.
      options.add("-XX:TrimNativeHeapInterval=10000");
    }
    return options;
  }
}
