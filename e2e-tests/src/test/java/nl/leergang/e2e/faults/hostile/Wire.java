package nl.leergang.e2e.faults.hostile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Sends bytes as they are: no client library would let most of these requests out. */
final class Wire {

  private static final int PATIENCE_MILLIS = 20_000;
  private static final int PIECE = 32 * 1024;

  /**
   * What Tomcat (11.0.22) sends without a head when it cannot read a first line and has answered
   * HTTP/0.9 just before: it does not forget that in between.
   */
  private static final Pattern REFUSAL =
      Pattern.compile("\\{.*\"status\":400.*|<!doctype html>.*HTTP Status 400.*", Pattern.DOTALL);

  private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};

  private Wire() {}

  /** One connection, one request; the answer, or {@link Reply#none} of how it ended. */
  static Reply send(URI origin, byte[] request, boolean closeHalf) {
    try (Socket socket = connect(origin)) {
      write(socket, request);
      if (closeHalf) {
        socket.shutdownOutput();
      }
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      String end = readAll(socket.getInputStream(), answer);
      Reply reply = parse(answer.toByteArray());
      if (reply.status() != 0) {
        return reply;
      }
      String text = answer.toString(StandardCharsets.UTF_8);
      return REFUSAL.matcher(text).matches()
          ? new Reply(400, Map.of("content-type", List.of("application/problem+json")), text)
          : Reply.none(answer.size() + " bytes, then " + end);
    } catch (IOException e) {
      return Reply.none(e.toString());
    }
  }

  static Socket connect(URI origin) throws IOException {
    Socket socket = new Socket();
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    socket.connect(new InetSocketAddress(origin.getHost(), origin.getPort()), PATIENCE_MILLIS);
    return socket;
  }

  /** Stops when the answer is there: a server may refuse a body before it has come. */
  private static void write(Socket socket, byte[] request) {
    try {
      OutputStream out = socket.getOutputStream();
      for (int at = 0; at < request.length; at += PIECE) {
        if (at > 0 && socket.getInputStream().available() > 0) {
          return;
        }
        out.write(request, at, Math.min(PIECE, request.length - at));
        out.flush();
      }
    } catch (IOException e) {
      // Closed while we wrote; what it said before is still to be read.
    }
  }

  /** Reads what there is, and says how it ended. */
  private static String readAll(InputStream in, ByteArrayOutputStream all) {
    byte[] buffer = new byte[8192];
    try {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        all.write(buffer, 0, n);
        if (n < buffer.length && isWhole(all.toByteArray())) {
          return "complete";
        }
      }
      return "closed";
    } catch (IOException e) {
      // A reset after the answer, or no more of it in time.
      return e.toString();
    }
  }

  /** Only a server that ignores {@code Connection: close} needs this. */
  private static boolean isWhole(byte[] answer) {
    int end = indexOf(answer, END_OF_HEAD);
    if (end < 0) {
      return false;
    }
    String head = new String(answer, 0, end, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    int length = head.indexOf("\r\ncontent-length:");
    if (length < 0) {
      return head.contains("\r\ntransfer-encoding: chunked")
          && new String(answer, StandardCharsets.ISO_8859_1).endsWith("\r\n0\r\n\r\n");
    }
    String number = head.substring(length + 17).split("\r\n", 2)[0].strip();
    return answer.length - end - END_OF_HEAD.length >= Integer.parseInt(number);
  }

  static Reply parse(byte[] answer) {
    int end = indexOf(answer, END_OF_HEAD);
    if (end < 0) {
      return Reply.none("");
    }
    List<String> lines =
        Arrays.asList(new String(answer, 0, end, StandardCharsets.ISO_8859_1).split("\r\n"));
    Map<String, List<String>> headers = new HashMap<>();
    for (String line : lines.subList(1, lines.size())) {
      int colon = line.indexOf(':');
      String name = line.substring(0, Math.max(colon, 0)).toLowerCase(Locale.ROOT);
      headers.computeIfAbsent(name, _ -> new ArrayList<>()).add(line.substring(colon + 1).strip());
    }
    byte[] body = Arrays.copyOfRange(answer, end + END_OF_HEAD.length, answer.length);
    boolean chunked = headers.getOrDefault("transfer-encoding", List.of()).contains("chunked");
    String[] first = lines.getFirst().split(" ");
    int status = first.length > 1 && first[1].matches("\\d{3}") ? Integer.parseInt(first[1]) : 0;
    return new Reply(
        status, headers, new String(chunked ? joined(body) : body, StandardCharsets.UTF_8));
  }

  private static byte[] joined(byte[] chunked) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    String text = new String(chunked, StandardCharsets.ISO_8859_1);
    int at = 0;
    while (at < text.length()) {
      int line = text.indexOf("\r\n", at);
      if (line < 0 || !text.substring(at, line).matches("[0-9a-fA-F]+")) {
        break;
      }
      int size = Integer.parseInt(text.substring(at, line), 16);
      int from = line + 2;
      int to = Math.min(from + size, text.length());
      whole.write(chunked, from, to - from);
      at = to + 2;
    }
    return whole.toByteArray();
  }

  private static int indexOf(byte[] all, byte[] part) {
    for (int i = 0; i <= all.length - part.length; i++) {
      if (Arrays.equals(all, i, i + part.length, part, 0, part.length)) {
        return i;
      }
    }
    return -1;
  }
}
