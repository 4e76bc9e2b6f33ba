package io.tillwatch.edge.config.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * A list that a node keeps in a file of its data folder: JSON, mode 0600, replaced whole. The node
 * and the command line may change it at the same time: each change reads, changes and writes under
 * a lock.
 *
 * @param <T> a record; fields of a later version are not read
 */
public final class PrivateList<T> {
  private static final long MAX_BYTES = 1 << 20;
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();
  private static final Object IN_THIS_PROCESS = new Object();

  private final Path file;
  private final String what;
  private final JavaType type;

  /**
   * The list in that file, which need not be there yet.
   *
   * @param what the file holds, for messages: {@code API keys}
   */
  public PrivateList(Path file, String what, Class<T> element) {
    this.file = file;
    this.what = what;
    this.type = JSON.getTypeFactory().constructCollectionType(List.class, element);
  }

  public boolean exists() {
    return Files.exists(file);
  }

  /** Changes with every change of the content. */
  public Object version() throws IOException {
    return exists()
        ? List.of(Files.getLastModifiedTime(file), Files.size(file), inode())
        : List.of();
  }

  private Object inode() throws IOException {
    Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    return key == null ? "" : key;
  }

  /** What the file holds; nothing where there is none. Blocks. */
  public List<T> read() throws IOException {
    if (!exists()) {
      return List.of();
    }
    if (Files.size(file) > MAX_BYTES) {
      throw new IOException(file + " is larger than 1 MiB");
    }
    try {
      List<T> all = JSON.readValue(file.toFile(), type);
      if (all == null || all.stream().anyMatch(Objects::isNull)) {
        throw new IOException(file + " is not a list of " + what + ": there is a null in it");
      }
      return List.copyOf(all);
    } catch (JsonProcessingException e) {
      throw new IOException(file + " is not a list of " + what, e);
    }
  }

  /** Replaces the list by what is made of it, and gives that. Blocks. */
  public List<T> change(UnaryOperator<List<T>> change) throws IOException {
    Path lockFile = file.resolveSibling(file.getFileName() + ".lock");
    synchronized (IN_THIS_PROCESS) {
      try (FileChannel channel =
              FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        List<T> before = read();
        List<T> after = change.apply(before);
        if (lock.isValid() && !after.equals(before)) {
          PrivateFile.replace(file, JSON.writeValueAsString(after));
        }
        return List.copyOf(after);
      }
    }
  }
}
