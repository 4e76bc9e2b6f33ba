package io.tillwatch.edge.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
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
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The file in which a node keeps the hashes of its API keys, JSON, mode 0600, replaced whole. The
 * node and the command line may change it at the same time: each change reads, changes and writes
 * under a lock.
 */
final class ApiKeyFile {
  static final int MAX_KEYS = 1_000;
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

  ApiKeyFile(Path file) {
    this.file = file;
  }

  boolean exists() {
    return Files.exists(file);
  }

  /** Changes with every change of the content. */
  Object version() throws IOException {
    return exists()
        ? List.of(Files.getLastModifiedTime(file), Files.size(file), inode())
        : List.of();
  }

  private Object inode() throws IOException {
    Object key =
        Files.readAttributes(file, java.nio.file.attribute.BasicFileAttributes.class).fileKey();
    return key == null ? "" : key;
  }

  List<ApiKey> read() throws IOException {
    if (!exists()) {
      return List.of();
    }
    if (Files.size(file) > MAX_BYTES) {
      throw new IOException(file + " is larger than 1 MiB");
    }
    try {
      return List.copyOf(JSON.readValue(file.toFile(), new TypeReference<List<ApiKey>>() {}));
    } catch (JsonProcessingException e) {
      throw new IOException(file + " is not a list of API keys", e);
    }
  }

  List<ApiKey> change(UnaryOperator<List<ApiKey>> change) throws IOException {
    Path lockFile = file.resolveSibling(file.getFileName() + ".lock");
    synchronized (IN_THIS_PROCESS) {
      try (FileChannel channel =
              FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        List<ApiKey> before = read();
        List<ApiKey> after = change.apply(before);
        if (lock.isValid() && !after.equals(before)) {
          PrivateFile.replace(file, JSON.writeValueAsString(after));
        }
        return List.copyOf(after);
      }
    }
  }
}
