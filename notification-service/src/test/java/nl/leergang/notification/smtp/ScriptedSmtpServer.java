package nl.leergang.notification.smtp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.NullUnmarked;

/** A real SMTP server on a real port that can be told, per recipient, how to misbehave. */
@NullUnmarked
public final class ScriptedSmtpServer implements AutoCloseable {

  /** What it does to one mail. */
  public enum Behaviour {
    ACCEPT,
    REFUSE_RECIPIENT_550,
    DEFER_RECIPIENT_450,
    CLOSE_AT_RECIPIENT_421,
    REFUSE_SENDER_550,
    REFUSE_CONTENT_554,
    DEFER_CONTENT_451,
    RESET_IN_CONTENT,
    /** Takes the mail, and then the line goes dead. */
    RESET_AFTER_DOT,
    /** Takes the mail, and never answers. */
    SILENT_AFTER_DOT
  }

  /** A mail that was taken. */
  public record Taken(String recipient, String source) {
    public String header(String name) {
      return source
          .split("\r\n\r\n", 2)[0]
          .replaceAll("\r\n[ \t]+", " ")
          .lines()
          .filter(
              line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
          .map(line -> line.substring(name.length() + 1).strip())
          .findFirst()
          .orElse(null);
    }
  }

  private final ServerSocket server;
  private final List<Taken> taken = new CopyOnWriteArrayList<>();
  private final Map<String, Deque<Behaviour>> scripts = new ConcurrentHashMap<>();
  private final Map<String, Behaviour> always = new ConcurrentHashMap<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();
  private final List<String> clients = new CopyOnWriteArrayList<>();
  private volatile String greeting = "220 ready";
  private volatile String loginReply = "235 welcome";

  public ScriptedSmtpServer() throws IOException {
    server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::listen);
  }

  public int port() {
    return server.getLocalPort();
  }

  public List<Taken> taken() {
    return taken;
  }

  public List<Taken> takenFor(String recipient) {
    return taken.stream().filter(mail -> mail.recipient().equals(recipient)).toList();
  }

  public int connections() {
    return connections.get();
  }

  /** How those who connected introduced themselves. */
  public List<String> clients() {
    return clients;
  }

  /** The next mails to this recipient fare like this, the later ones are accepted. */
  public void next(String recipient, Behaviour... behaviours) {
    scripts.put(recipient, new ArrayDeque<>(List.of(behaviours)));
  }

  public void always(String recipient, Behaviour behaviour) {
    always.put(recipient, behaviour);
  }

  public void greetWith(String reply) {
    greeting = reply;
  }

  public void answerLoginWith(String reply) {
    loginReply = reply;
  }

  public void reset() {
    taken.clear();
    clients.clear();
    scripts.clear();
    always.clear();
    greeting = "220 ready";
    loginReply = "235 welcome";
    dropConnections();
  }

  /** As a server does that restarts. */
  public void dropConnections() {
    open.forEach(ScriptedSmtpServer::closeHard);
    open.clear();
  }

  private Behaviour behaviour(String recipient) {
    Deque<Behaviour> script = scripts.get(recipient);
    Behaviour next = script == null ? null : script.poll();
    return next != null ? next : always.getOrDefault(recipient, Behaviour.ACCEPT);
  }

  private void listen() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        connections.incrementAndGet();
        open.add(socket);
        Thread.ofVirtual().start(() -> converse(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void converse(Socket socket) {
    try (socket) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      OutputStream out = socket.getOutputStream();
      say(out, greeting);
      if (!greeting.startsWith("220")) {
        return;
      }
      String recipient = null;
      Behaviour behaviour = Behaviour.ACCEPT;
      String line;
      while ((line = in.readLine()) != null) {
        String command = line.toUpperCase(Locale.ROOT);
        if (command.startsWith("EHLO")) {
          clients.add(line.substring("EHLO ".length()));
          say(out, "250-scripted", "250 AUTH PLAIN");
        } else if (command.startsWith("AUTH")) {
          say(out, loginReply);
        } else if (command.startsWith("MAIL")) {
          say(out, always.containsKey("sender") ? "550 sender unknown" : "250 ok");
        } else if (command.startsWith("RCPT")) {
          recipient = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
          behaviour = behaviour(recipient);
          switch (behaviour) {
            case REFUSE_RECIPIENT_550 -> say(out, "550 no such mailbox");
            case DEFER_RECIPIENT_450 -> say(out, "450 greylisted");
            case CLOSE_AT_RECIPIENT_421 -> {
              say(out, "421 closing");
              return;
            }
            default -> say(out, "250 ok");
          }
        } else if (command.equals("DATA")) {
          if (behaviour == Behaviour.REFUSE_CONTENT_554) {
            say(out, "554 not wanted");
            continue;
          }
          say(out, "354 go ahead");
          if (behaviour == Behaviour.RESET_IN_CONTENT) {
            closeHard(socket);
            return;
          }
          StringBuilder source = new StringBuilder();
          while ((line = in.readLine()) != null && !line.equals(".")) {
            source.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
          }
          if (line == null) {
            // Broken off before the dot: no mail (RFC 5321, 4.1.1.4).
            return;
          }
          if (behaviour == Behaviour.DEFER_CONTENT_451) {
            say(out, "451 later");
            continue;
          }
          taken.add(new Taken(recipient, source.toString()));
          if (behaviour == Behaviour.RESET_AFTER_DOT) {
            closeHard(socket);
            return;
          }
          if (behaviour != Behaviour.SILENT_AFTER_DOT) {
            say(out, "250 taken");
          }
        } else if (command.equals("QUIT")) {
          say(out, "221 bye");
          return;
        } else {
          say(out, "250 ok");
        }
      }
    } catch (IOException e) {
      // The client went away; what it had sent by then stands.
      return;
    } finally {
      open.remove(socket);
    }
  }

  private static void say(OutputStream out, String... lines) throws IOException {
    out.write((String.join("\r\n", lines) + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  private static void closeHard(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      // Closed already, by the other side.
      return;
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    dropConnections();
  }
}
