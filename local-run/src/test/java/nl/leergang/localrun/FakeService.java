package nl.leergang.localrun;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * Stands for an application in the launcher's own tests: a jar that listens and says it is ready.
 */
public final class FakeService {

  /** Variable with a port: unpacking the jar takes for as long as somebody listens there. */
  static final String UNPACKING = "LEERGANG_TEST_UNPACKING_PORT";

  private FakeService() {}

  /** The same jar under the names of all four; it knows by its file name which one it is. */
  static void writeJars(Path checkout) throws IOException {
    for (Service service : Service.values()) {
      Path jar = service.jar(checkout);
      Files.createDirectories(jar.getParent());
      Manifest manifest = new Manifest();
      manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
      manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, FakeService.class.getName());
      String entry = FakeService.class.getName().replace('.', '/') + ".class";
      try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
          InputStream in = FakeService.class.getClassLoader().getResourceAsStream(entry)) {
        out.putNextEntry(new JarEntry(entry));
        in.transferTo(out);
      }
    }
  }

  public static void main(String[] args) throws IOException {
    if (System.getProperty("jarmode") != null) {
      awaitEndOfUnpacking();
      System.out.println("this jar cannot be unpacked");
      System.exit(1);
    }
    String jar = Path.of(System.getProperty("java.class.path")).getFileName().toString();
    String name = jar.replace("-service", "").replace(".jar", "").toUpperCase(Locale.ROOT);
    for (String variable : new String[] {"_PORT", "_MANAGEMENT_PORT"}) {
      int port = Integer.parseInt(System.getenv("LEERGANG_" + name + variable));
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
      server.createContext(
          "/",
          exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
          });
      server.start();
    }
    System.out.println(name + " listens");
  }

  private static void awaitEndOfUnpacking() throws IOException {
    String port = System.getenv(UNPACKING);
    if (port != null) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(port))) {
        int end = socket.getInputStream().read();
        System.out.println("unpacking ends: " + end);
      }
    }
  }
}
