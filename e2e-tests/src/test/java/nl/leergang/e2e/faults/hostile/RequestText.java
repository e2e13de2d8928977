package nl.leergang.e2e.faults.hostile;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import nl.leergang.e2e.faults.hostile.Request.Expected;

/** Writes a request byte by byte: a text may hold any character up to U+00FF for its byte. */
final class RequestText {

  private final String door;
  private final String line;
  private final List<String> headers = new ArrayList<>();
  private byte[] body = {};

  private RequestText(String door, String line) {
    this.door = door;
    this.line = line;
  }

  static RequestText of(String door, String method, String target) {
    return new RequestText(door, method + " " + target);
  }

  RequestText with(String name, String value) {
    headers.add(name + ": " + value);
    return this;
  }

  /** With its length. */
  RequestText body(String type, byte[] bytes) {
    body = bytes;
    return with("Content-Type", type).with("Content-Length", Integer.toString(bytes.length));
  }

  /** Exactly these bytes after the head, whatever it says of them. */
  RequestText raw(byte[] bytes) {
    body = bytes;
    return this;
  }

  RequestText chunked(String type, byte[] bytes) {
    ByteArrayOutputStream pieces = new ByteArrayOutputStream();
    int size = 4096;
    for (int at = 0; at < bytes.length; at += size) {
      int length = Math.min(size, bytes.length - at);
      pieces.writeBytes(latin(Integer.toHexString(length) + "\r\n"));
      pieces.write(bytes, at, length);
      pieces.writeBytes(latin("\r\n"));
    }
    pieces.writeBytes(latin("0\r\n\r\n"));
    body = pieces.toByteArray();
    return with("Content-Type", type).with("Transfer-Encoding", "chunked");
  }

  Request request(String kind, Expected expected) {
    return request(kind, expected, true, false);
  }

  Request request(String kind, Expected expected, boolean wellFormed, boolean closeHalf) {
    List<String> lines = new ArrayList<>();
    lines.add(line + " HTTP/1.1");
    if (headers.stream().noneMatch(header -> header.startsWith("Host:"))) {
      lines.add("Host: 127.0.0.1");
    }
    lines.addAll(headers);
    lines.add("Connection: close");
    return bytes(kind, expected, wellFormed, closeHalf, String.join("\r\n", lines) + "\r\n\r\n");
  }

  /** With a head that is no longer HTTP. */
  Request request(String kind, String head) {
    return bytes(kind, Expected.NOT_HTTP, false, false, head);
  }

  private Request bytes(
      String kind, Expected expected, boolean wellFormed, boolean closeHalf, String head) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(latin(head));
    all.writeBytes(body);
    return new Request(kind, door, line, all.toByteArray(), expected, wellFormed, closeHalf);
  }

  static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
