package nl.leergang.messaging.inbox;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Bytes that may or may not be text. */
final class HexText {

  private HexText() {}

  static String of(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  /** The text, or hexadecimal where it is none. */
  static String readable(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return of(bytes);
    }
  }
}
