package nl.leergang.localrun.server;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * Asks a broker for the cluster's metadata (Metadata request, version 1, of the Kafka protocol). A
 * broker names itself there once its controller has let it serve; that its port is open says less.
 */
final class KafkaProbe {

  private static final short METADATA = 3;
  private static final int TIMEOUT_MILLIS = 1_000;

  private KafkaProbe() {}

  static boolean serves(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      out.writeInt(14); // what follows
      out.writeShort(METADATA);
      out.writeShort(1);
      out.writeInt(7); // correlation id
      out.writeShort(-1); // no client id
      out.writeInt(0); // no topics
      out.flush();
      DataInputStream in = new DataInputStream(socket.getInputStream());
      int size = in.readInt();
      return size > 8 && in.readInt() == 7 && in.readInt() > 0; // size, correlation id, brokers
    } catch (IOException e) {
      return false;
    }
  }
}
