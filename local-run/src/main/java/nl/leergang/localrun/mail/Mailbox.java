package nl.leergang.localrun.mail;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps messages with exactly the bytes that were received, one after the other in a few files: a
 * file for each costs the file system more than receiving it costs us. An index, one JSON line per
 * message, says where each is. Message and line are written before the receipt is confirmed; what a
 * kill leaves without its line was never confirmed.
 *
 * <p>Beyond the limit the oldest message goes, so that memory and disk stay bounded.
 */
final class Mailbox implements Closeable {

  private static final int HEADER_BYTES = 64 * 1024;
  private static final long BYTES_PER_FILE = 64L * 1024 * 1024;
  private static final String SUFFIX = ".messages";

  /**
   * A message and where its bytes are.
   *
   * @param file number of the file
   */
  private record Entry(CaughtMessage message, int file, long offset) {}

  private final Path folder;
  private final Path index;
  private final int limit;
  private final Clock clock;
  private final ObjectMapper json = JsonMapper.builder().build();
  private final NavigableMap<String, Entry> entries = new TreeMap<>();
  private final Map<Integer, Integer> messagesIn = new HashMap<>();
  private long counter;
  private int file;
  private @Nullable FileChannel appending;
  private @Nullable FileChannel indexing;

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

  /** Stores what is read until its end; returns only when it is written. */
  CaughtMessage store(String sender, List<String> recipients, InputStream data) throws IOException {
    byte[] bytes = data.readAllBytes();
    MessageHeaders headers = headers(bytes);
    synchronized (this) {
      FileChannel out = appending();
      CaughtMessage message = message(sender, recipients, headers, bytes.length);
      Entry entry = new Entry(message, file, out.position());
      write(out, bytes);
      write(indexing(), line(entry));
      add(entry);
      dropBeyondLimit();
      return message;
    }
  }

  private static MessageHeaders headers(byte[] bytes) {
    return MessageHeaders.of(
        new ByteArrayInputStream(bytes, 0, Math.min(bytes.length, HEADER_BYTES)));
  }

  private CaughtMessage message(
      String sender, List<String> recipients, MessageHeaders headers, long size) {
    String from = headers.get("From");
    return new CaughtMessage(
        "%013d-%06d".formatted(clock.millis(), ++counter % 1_000_000),
        from.isEmpty() ? sender : from,
        recipients,
        headers.get("Subject"),
        clock.instant(),
        headers.get("Message-ID").strip(),
        size);
  }

  /** Newest first. */
  synchronized List<CaughtMessage> find(String recipient, String inSubject) {
    return entries.descendingMap().values().stream()
        .map(Entry::message)
        .filter(message -> message.matches(recipient, inSubject))
        .toList();
  }

  synchronized Optional<CaughtMessage> get(String id) {
    return Optional.ofNullable(entries.get(id)).map(Entry::message);
  }

  /** The message as it was received; empty where it has gone meanwhile. */
  synchronized InputStream raw(CaughtMessage message) throws IOException {
    Entry entry = entries.get(message.id());
    if (entry == null) {
      return InputStream.nullInputStream();
    }
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(message.size()));
    try (FileChannel in = FileChannel.open(path(entry.file()))) {
      while (bytes.hasRemaining() && in.read(bytes, entry.offset() + bytes.position()) >= 0) {
        // Until it is there.
      }
    }
    return new ByteArrayInputStream(bytes.array(), 0, bytes.position());
  }

  synchronized void deleteAll() throws IOException {
    close();
    Files.deleteIfExists(index);
    for (int number : messagesIn.keySet()) {
      Files.deleteIfExists(path(number));
    }
    entries.clear();
    messagesIn.clear();
  }

  @Override
  public synchronized void close() throws IOException {
    if (appending != null) {
      appending.close();
      appending = null;
    }
    if (indexing != null) {
      indexing.close();
      indexing = null;
    }
  }

  private FileChannel appending() throws IOException {
    FileChannel open = appending;
    if (open != null && open.position() > BYTES_PER_FILE) {
      open.close();
      open = null;
    }
    if (open == null) {
      file++;
      open = FileChannel.open(path(file), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      appending = open;
    }
    return open;
  }

  private FileChannel indexing() throws IOException {
    FileChannel open = indexing;
    if (open == null) {
      open = FileChannel.open(index, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      indexing = open;
    }
    return open;
  }

  private static void write(FileChannel out, byte[] bytes) throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(bytes);
    while (rest.hasRemaining()) {
      out.write(rest);
    }
  }

  private byte[] line(Entry entry) {
    return (json.writeValueAsString(entry) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private void add(Entry entry) {
    entries.put(entry.message().id(), entry);
    messagesIn.merge(entry.file(), 1, Integer::sum);
  }

  private void dropBeyondLimit() throws IOException {
    while (entries.size() > limit) {
      int from = entries.pollFirstEntry().getValue().file();
      if (messagesIn.merge(from, -1, Integer::sum) == 0 && from != file) {
        messagesIn.remove(from);
        Files.deleteIfExists(path(from));
      }
    }
  }

  private void load() throws IOException {
    Map<Integer, Long> sizes = new HashMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path path : files.filter(path -> path.toString().endsWith(SUFFIX)).toList()) {
        sizes.put(number(path), Files.size(path));
      }
    }
    file = sizes.keySet().stream().mapToInt(Integer::intValue).max().orElse(0);
    if (Files.exists(index)) {
      try (Stream<String> lines = Files.lines(index, StandardCharsets.UTF_8)) {
        lines
            .flatMap(line -> parsed(line).stream())
            .filter(entry ->
                entry.offset() + entry.message().size() <= sizes.getOrDefault(entry.file(), -1L))
            .forEach(this::add);
      } catch (UncheckedIOException e) {
        // Cut in the middle of a character by a power cut: that was the last line.
      }
    }
    for (int number : sizes.keySet()) {
      if (!messagesIn.containsKey(number)) {
        Files.delete(path(number));
      }
    }
    dropBeyondLimit();
    rewriteIndex();
  }

  private Optional<Entry> parsed(String line) {
    try {
      return Optional.of(json.readValue(line, Entry.class));
    } catch (JacksonException e) {
      return Optional.empty(); // the last line of a killed process, never confirmed
    }
  }

  private void rewriteIndex() throws IOException {
    Path next = folder.resolve("index.next");
    try (var out = Files.newOutputStream(next)) {
      for (Entry entry : entries.values()) {
        out.write(line(entry));
      }
    }
    Files.move(next, index, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private Path path(int number) {
    return folder.resolve("%06d%s".formatted(number, SUFFIX));
  }

  private static int number(Path path) {
    String name = path.getFileName().toString();
    return Integer.parseInt(name.substring(0, name.length() - SUFFIX.length()));
  }
}
