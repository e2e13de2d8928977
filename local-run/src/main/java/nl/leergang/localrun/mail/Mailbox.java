package nl.leergang.localrun.mail;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps messages, each as a file of its own with exactly the bytes that were received. Beside them
 * an index, one JSON line per message, holds what the files do not say (the envelope). A message is
 * on disk before its receipt is confirmed; one whose index line is missing after a kill is read in
 * again from its file.
 *
 * <p>Beyond the limit the oldest message goes, so that memory and disk stay bounded.
 */
final class Mailbox implements Closeable {

  private static final int HEADER_BYTES = 64 * 1024;

  private final Path folder;
  private final Path index;
  private final int limit;
  private final Clock clock;
  private final ObjectMapper json = JsonMapper.builder().build();
  private final NavigableMap<String, CaughtMessage> messages = new TreeMap<>();
  private final AtomicLong counter = new AtomicLong();
  private @Nullable FileChannel appending;

  private Mailbox(Path folder, int limit, Clock clock) {
    this.folder = folder;
    this.index = folder.resolve("index.jsonl");
    this.limit = limit;
    this.clock = clock;
  }

  /** Opens the folder with whatever an earlier run left in it. */
  static Mailbox open(Path folder, int limit, Clock clock) throws IOException {
    Files.createDirectories(folder);
    Mailbox mailbox = new Mailbox(folder, limit, clock);
    mailbox.load();
    return mailbox;
  }

  /** Stores what is read until its end; returns only when it is in its file. */
  CaughtMessage store(String sender, List<String> recipients, InputStream data) throws IOException {
    String id = "%013d-%06d".formatted(clock.millis(), counter.incrementAndGet() % 1_000_000);
    Path incoming = folder.resolve(id + ".part");
    ByteArrayOutputStream start = new ByteArrayOutputStream();
    long size = 0;
    try (OutputStream out = Files.newOutputStream(incoming, StandardOpenOption.CREATE_NEW)) {
      byte[] buffer = new byte[16 * 1024];
      for (int n = data.read(buffer); n >= 0; n = data.read(buffer)) {
        out.write(buffer, 0, n);
        start.write(buffer, 0, Math.min(n, HEADER_BYTES - start.size()));
        size += n;
      }
    } catch (IOException e) {
      Files.deleteIfExists(incoming);
      throw e;
    }
    CaughtMessage message =
        summary(id, sender, recipients, start.toByteArray(), clock.instant(), size);
    Files.move(incoming, file(id), StandardCopyOption.ATOMIC_MOVE);
    add(message);
    return message;
  }

  /** Newest first. */
  synchronized List<CaughtMessage> find(String recipient, String inSubject) {
    return messages.descendingMap().values().stream()
        .filter(message -> message.matches(recipient, inSubject))
        .toList();
  }

  synchronized Optional<CaughtMessage> get(String id) {
    return Optional.ofNullable(messages.get(id));
  }

  /** The message as it was received. */
  InputStream raw(CaughtMessage message) throws IOException {
    return Files.newInputStream(file(message.id()));
  }

  synchronized void deleteAll() throws IOException {
    for (String id : messages.keySet()) {
      Files.deleteIfExists(file(id));
    }
    messages.clear();
    closeIndex();
    Files.deleteIfExists(index);
  }

  private synchronized void add(CaughtMessage message) throws IOException {
    byte[] line = (json.writeValueAsString(message) + "\n").getBytes(StandardCharsets.UTF_8);
    ByteBuffer rest = ByteBuffer.wrap(line);
    FileChannel open = openIndex();
    while (rest.hasRemaining()) {
      open.write(rest);
    }
    messages.put(message.id(), message);
    while (messages.size() > limit) {
      Files.deleteIfExists(file(messages.pollFirstEntry().getKey()));
    }
  }

  // Held open: opening it for every message took longer than writing the message.
  private FileChannel openIndex() throws IOException {
    FileChannel open = appending;
    if (open == null) {
      open = FileChannel.open(index, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      appending = open;
    }
    return open;
  }

  private void closeIndex() throws IOException {
    FileChannel open = appending;
    appending = null;
    if (open != null) {
      open.close();
    }
  }

  @Override
  public synchronized void close() throws IOException {
    closeIndex();
  }

  private void load() throws IOException {
    if (Files.exists(index)) {
      try (Stream<String> lines = Files.lines(index, StandardCharsets.UTF_8)) {
        lines.flatMap(line -> parsed(line).stream()).forEach(m -> messages.put(m.id(), m));
      } catch (UncheckedIOException e) {
        // An index cut in the middle of a character by a power cut: the files say the rest.
        messages.clear();
      }
    }
    List<String> ids = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(".eml")) {
          ids.add(name.substring(0, name.length() - 4));
        } else if (name.endsWith(".part")) {
          Files.delete(file); // never confirmed to its sender
        }
      }
    }
    messages.keySet().retainAll(ids);
    for (String id : ids) {
      if (!messages.containsKey(id)) {
        messages.put(id, readIn(id));
      }
    }
    while (messages.size() > limit) {
      Files.deleteIfExists(file(messages.pollFirstEntry().getKey()));
    }
    rewriteIndex();
  }

  private Optional<CaughtMessage> parsed(String line) {
    try {
      return Optional.of(json.readValue(line, CaughtMessage.class));
    } catch (JacksonException e) {
      return Optional.empty(); // the last line of a killed process; its file is read in again
    }
  }

  private CaughtMessage readIn(String id) throws IOException {
    Path file = file(id);
    try (InputStream in = Files.newInputStream(file)) {
      byte[] start = in.readNBytes(HEADER_BYTES);
      MessageHeaders headers = MessageHeaders.of(start);
      Instant receivedAt = Files.getLastModifiedTime(file).toInstant();
      List<String> to = List.of(headers.get("To"));
      return summary(id, headers.get("From"), to, start, receivedAt, Files.size(file));
    }
  }

  private void rewriteIndex() throws IOException {
    Path next = folder.resolve("index.next");
    try (var out = Files.newBufferedWriter(next, StandardCharsets.UTF_8)) {
      for (CaughtMessage message : messages.values()) {
        out.write(json.writeValueAsString(message));
        out.write('\n');
      }
    }
    Files.move(next, index, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static CaughtMessage summary(
      String id,
      String sender,
      List<String> recipients,
      byte[] start,
      Instant receivedAt,
      long size) {
    MessageHeaders headers = MessageHeaders.of(start);
    String from = headers.get("From");
    return new CaughtMessage(
        id,
        from.isEmpty() ? sender : from,
        recipients,
        headers.get("Subject"),
        receivedAt,
        headers.get("Message-ID").strip(),
        size);
  }

  private Path file(String id) {
    return folder.resolve(id + ".eml");
  }
}
