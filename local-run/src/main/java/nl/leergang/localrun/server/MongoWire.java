package nl.leergang.localrun.server;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bson.BsonBinaryReader;
import org.bson.BsonBinaryWriter;
import org.bson.Document;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.DocumentCodec;
import org.bson.codecs.EncoderContext;
import org.bson.io.BasicOutputBuffer;

/**
 * Runs administrative commands on a server of this machine: one OP_MSG of MongoDB's wire protocol
 * each way. The driver would do as well, with threads and pools for each question whether the
 * server is up yet.
 */
final class MongoWire implements AutoCloseable {

  private static final int OP_MSG = 2013;
  private static final int HEADER = 16;
  // Flag bits, and the kind of the only section: a document.
  private static final int PREAMBLE = 4 + 1;
  private static final int LARGEST = 16 * 1024 * 1024;

  private static final DocumentCodec CODEC = new DocumentCodec();

  private final Socket socket;

  private MongoWire(Socket socket) {
    this.socket = socket;
  }

  static MongoWire connect(int port) throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
      socket.setSoTimeout(5_000);
      return new MongoWire(socket);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** The answer, also where it says that the command failed: {@code ok} is then 0. */
  Document run(Document command) throws IOException {
    BasicOutputBuffer body = new BasicOutputBuffer();
    CODEC.encode(
        new BsonBinaryWriter(body),
        new Document(command).append("$db", "admin"),
        EncoderContext.builder().build());
    ByteBuffer message =
        ByteBuffer.allocate(HEADER + PREAMBLE + body.getSize()).order(ByteOrder.LITTLE_ENDIAN);
    message.putInt(message.capacity()).putInt(1).putInt(0).putInt(OP_MSG);
    message.putInt(0).put((byte) 0).put(body.toByteArray());
    OutputStream out = socket.getOutputStream();
    out.write(message.array());
    out.flush();
    return read(new DataInputStream(socket.getInputStream()));
  }

  private static Document read(DataInputStream in) throws IOException {
    int length = Integer.reverseBytes(in.readInt()) - 4;
    if (length <= HEADER + PREAMBLE || length > LARGEST) {
      throw new IOException("not an answer of MongoDB: " + length + " bytes");
    }
    ByteBuffer answer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    in.readFully(answer.array());
    answer.position(HEADER - 4 + PREAMBLE);
    try (BsonBinaryReader reader = new BsonBinaryReader(answer.slice())) {
      return CODEC.decode(reader, DecoderContext.builder().build());
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
