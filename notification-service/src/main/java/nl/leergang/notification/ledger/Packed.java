package nl.leergang.notification.ledger;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.bson.types.Binary;

/**
 * The bytes of a mail as they are stored: gzip. They are written once and, with what becomes of the
 * mail, rewritten by the database three times more.
 */
final class Packed {

  private static final int TYPICAL = 4_096;

  private Packed() {}

  static Binary of(byte[] mail) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream(TYPICAL);
    try (OutputStream out = new Quick(packed)) {
      out.write(mail);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Binary(packed.toByteArray());
  }

  static byte[] mail(Binary stored) {
    byte[] data = stored.getData();
    if (data.length < 2 || (data[0] & 0xff | data[1] << 8 & 0xff00) != GZIPInputStream.GZIP_MAGIC) {
      // Stored before mails were packed; a mail begins with a letter.
      return data;
    }
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(data))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Most of the gain for the least work. */
  private static final class Quick extends GZIPOutputStream {
    Quick(OutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
