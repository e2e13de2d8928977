package nl.leergang.e2e.faults;

import java.io.BufferedInputStream;
import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nl.leergang.e2e.product.Mail;
import tools.jackson.databind.json.JsonMapper;

/**
 * A mail server that does as it is told and remembers every message that it took. It lives in the
 * rig and outlives every fault, so that what it holds is what was really sent.
 */
final class MailSink implements AutoCloseable {

  private static final Pattern MESSAGE_ID =
      Pattern.compile("^Message-ID:\\s*(<[^>]*>)", Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
  private static final int SLOWLY_MILLIS = 3_000;

  private final FileChannel content;
  private final BufferedWriter index;
  private final List<Received> received = new ArrayList<>();
  private final Map<String, AtomicInteger> attempts = new ConcurrentHashMap<>();
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private final AtomicInteger keptWithoutReply = new AtomicInteger();
  private final Map<Reaction, AtomicInteger> reactions = new ConcurrentHashMap<>();
  private final Set<String> refused = ConcurrentHashMap.newKeySet();
  private final int port;
  private volatile BiFunction<String, Integer, Reaction> script = (_, _) -> Reaction.TAKE;
  private volatile ServerSocket listening;

  /**
   * A message that was taken.
   *
   * @param to the envelope's recipient
   * @param offset of its content in the sink's file
   */
  record Received(String messageId, String to, long offset, int length) {}

  MailSink(Path folder) throws IOException {
    content =
        FileChannel.open(
            folder.resolve("mails.raw"),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING);
    index = Files.newBufferedWriter(folder.resolve("mails.jsonl"));
    listening = open(0);
    port = listening.getLocalPort();
    serve(listening);
  }

  int port() {
    return port;
  }

  /**
   * Asked for each mail.
   *
   * @param reaction to a recipient that is named for the nth time, from 1
   */
  void behave(BiFunction<String, Integer, Reaction> reaction) {
    script = reaction;
  }

  /** Nobody listens any more, and every conversation is cut. */
  void down() throws IOException {
    listening.close();
    for (Socket connection : connections) {
      connection.close();
    }
  }

  void up() throws IOException {
    listening = open(port);
    serve(listening);
  }

  synchronized int count() {
    return received.size();
  }

  synchronized List<Received> received() {
    return List.copyOf(received);
  }

  /** Messages that were taken although the sender was not told. */
  int keptWithoutReply() {
    return keptWithoutReply.get();
  }

  /** How often it reacted in each way. */
  Map<Reaction, Integer> reactions() {
    Map<Reaction, Integer> counts = new EnumMap<>(Reaction.class);
    reactions.forEach((reaction, count) -> counts.put(reaction, count.get()));
    return counts;
  }

  /** Who does not exist, as it said. */
  Set<String> refused() {
    return Set.copyOf(refused);
  }

  Mail read(Received message) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(message.length());
    while (bytes.hasRemaining() && content.read(bytes, message.offset() + bytes.position()) >= 0) {
      // Until all of it is there.
    }
    return Mail.parse(bytes.array());
  }

  /** For a control: a message that was taken vanishes. */
  synchronized Received forgetLast() {
    return received.removeLast();
  }

  private static ServerSocket open(int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    socket.setReuseAddress(true);
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
    return socket;
  }

  private void serve(ServerSocket socket) {
    Thread.ofPlatform()
        .daemon()
        .name("mail-sink")
        .start(() -> {
          while (!socket.isClosed()) {
            try {
              Socket connection = socket.accept();
              connections.add(connection);
              Thread.startVirtualThread(() -> converse(connection));
            } catch (IOException e) {
              // Closed: down() or the end.
              return;
            }
          }
        });
  }

  private void converse(Socket connection) {
    try (connection) {
      new Conversation(connection).run();
    } catch (IOException e) {
      // The other side was killed, or this one was told to break off.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      connections.remove(connection);
    }
  }

  private synchronized void keep(String to, byte[] message) throws IOException {
    String text = new String(message, StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    String headers = (end < 0 ? text : text.substring(0, end)).replaceAll("\r\n[ \t]+", " ");
    Matcher id = MESSAGE_ID.matcher(headers);
    long offset = content.size();
    ByteBuffer bytes = ByteBuffer.wrap(message);
    while (bytes.hasRemaining()) {
      content.write(bytes, offset + bytes.position());
    }
    Received mail = new Received(id.find() ? id.group(1) : "", to, offset, message.length);
    received.add(mail);
    index.write(JsonMapper.shared().writeValueAsString(mail));
    index.newLine();
    index.flush();
  }

  @Override
  public void close() throws IOException {
    down();
    synchronized (this) {
      content.close();
      index.close();
    }
  }

  private final class Conversation {
    private final Socket connection;
    private final InputStream in;
    private final OutputStream out;
    private String recipient = "";
    private Reaction reaction = Reaction.TAKE;

    Conversation(Socket connection) throws IOException {
      this.connection = connection;
      this.in = new BufferedInputStream(connection.getInputStream());
      this.out = connection.getOutputStream();
    }

    void run() throws IOException, InterruptedException {
      reply("220 localhost the rig's mail server");
      for (byte[] line = line(); line != null; line = line()) {
        String command = new String(line, StandardCharsets.ISO_8859_1).strip();
        switch (command.toUpperCase(Locale.ROOT).split("[ :]")[0]) {
          case "EHLO" -> reply("250-localhost\r\n250-8BITMIME\r\n250 SIZE 52428800");
          case "MAIL", "RSET", "NOOP", "HELO" -> reply("250 ok");
          case "RCPT" -> {
            if (!recipient(command.replaceAll("(?i)^RCPT TO:\\s*<([^>]*)>.*", "$1"))) {
              return;
            }
          }
          case "DATA" -> {
            reply("354 go on");
            if (!data()) {
              return;
            }
          }
          case "QUIT" -> {
            reply("221 bye");
            return;
          }
          default -> reply("500 what?");
        }
      }
    }

    private boolean recipient(String address) throws IOException {
      recipient = address;
      int number = attempts.computeIfAbsent(address, _ -> new AtomicInteger()).incrementAndGet();
      reaction = script.apply(address, number);
      reactions.computeIfAbsent(reaction, _ -> new AtomicInteger()).incrementAndGet();
      switch (reaction) {
        case CLOSING -> {
          reply("421 4.3.2 closing down");
          return false;
        }
        case DEFER -> reply("450 4.2.0 try again later");
        case REFUSE -> {
          refused.add(address);
          reply("550 5.1.1 nobody of that name");
        }
        default -> reply("250 ok");
      }
      return true;
    }

    private boolean data() throws IOException, InterruptedException {
      ByteArrayOutputStream message = new ByteArrayOutputStream();
      for (byte[] line = line(); ; line = line()) {
        if (line == null) {
          return false;
        }
        if (reaction == Reaction.RESET_BEFORE_DOT && message.size() > 500) {
          return reset();
        }
        if (line.length == 3 && line[0] == '.') {
          break;
        }
        int stuffed = line[0] == '.' ? 1 : 0;
        message.write(line, stuffed, line.length - stuffed);
      }
      if (reaction == Reaction.LOSE_AFTER_DOT) {
        return reset();
      }
      if (reaction == Reaction.TAKE_SLOWLY) {
        Thread.sleep(SLOWLY_MILLIS);
      }
      keep(recipient, message.toByteArray());
      if (reaction == Reaction.RESET_AFTER_DOT) {
        keptWithoutReply.incrementAndGet();
        return reset();
      }
      try {
        reply("250 2.0.0 kept");
      } catch (IOException e) {
        // Cut in between: the sender can't know, whoever cut it.
        keptWithoutReply.incrementAndGet();
        throw e;
      }
      return true;
    }

    private boolean reset() throws IOException {
      connection.setSoLinger(true, 0);
      connection.close();
      return false;
    }

    private void reply(String text) throws IOException {
      out.write((text + "\r\n").getBytes(StandardCharsets.US_ASCII));
      out.flush();
    }

    /** With its end; null when the other side has gone. */
    private byte[] line() throws IOException {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      for (int b = in.read(); b >= 0; b = in.read()) {
        line.write(b);
        if (b == '\n') {
          return line.toByteArray();
        }
      }
      return null;
    }
  }
}
