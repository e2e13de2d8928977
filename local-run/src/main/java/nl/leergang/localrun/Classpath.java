package nl.leergang.localrun;

/** What a child JVM needs to run classes of this module. */
final class Classpath {

  private Classpath() {}

  static String ofThisJvm() {
    // Surefire starts a JVM from a jar with a manifest only and keeps the real path here.
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }
}
