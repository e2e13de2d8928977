package nl.leergang.localrun.server;

import kafka.Kafka;
import kafka.tools.StorageTool;

/**
 * The broker's program. Where its storage has not been set up yet, it does that first: in the same
 * JVM, since starting one is what takes time.
 */
final class BrokerMain {

  private BrokerMain() {}

  /**
   * @param args the file with the settings; then, for storage that is to be set up, the new
   *     cluster's id
   */
  public static void main(String[] args) {
    String settings = args[0];
    if (args.length > 1) {
      int status =
          StorageTool.execute(
              new String[] {
                // A cluster id may start with a dash, which must not look like an option.
                "format", "--cluster-id=" + args[1], "--config=" + settings, "--ignore-formatted"
              },
              System.out);
      if (status != 0) {
        System.exit(status);
      }
    }
    Kafka.main(new String[] {settings});
  }
}
