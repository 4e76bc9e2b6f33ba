package io.tillwatch.edge.photos;

import io.tillwatch.core.oplog.Sha256;
import io.tillwatch.edge.config.binding.ConfigException;
import io.tillwatch.edge.config.files.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The keys that wrap the keys of this store's photos, in a file outside Redis: base64 of 32 bytes,
 * a line each. The first one wraps, every one unwraps. To rotate: put a new line first and start
 * the node, which wraps everything with it; then take the old line away.
 */
final class MasterKeys {
  private static final String SETTING = "photos.keyFile";
  private static final int KEY_BYTES = 32;
  private static final int ID_LENGTH = 8;
  private static final int MOST_KEYS = 8;
  private static final int MOST_BYTES = 4096;

  /** A key and what names it, which tells nothing of it. */
  record Master(String id, byte[] key) {
    @Override
    public String toString() {
      return id;
    }
  }

  private final List<Master> keys;

  private MasterKeys(List<Master> keys) {
    this.keys = keys;
  }

  /**
   * Reads the file, and makes it where there is none.
   *
   * @throws ConfigException where it cannot be used
   */
  static MasterKeys open(Path file) {
    try {
      if (!Files.exists(file)) {
        PrivateFile.createOnce(file, fresh() + "\n");
      }
      if (Files.size(file) > MOST_BYTES) {
        throw problem(file, "more than " + MOST_BYTES + " bytes");
      }
      return new MasterKeys(read(file));
    } catch (IOException e) {
      throw problem(file, String.valueOf(e.getMessage()));
    }
  }

  Master current() {
    return keys.get(0);
  }

  Optional<Master> find(String id) {
    return keys.stream().filter(key -> key.id().equals(id)).findFirst();
  }

  private static List<Master> read(Path file) throws IOException {
    List<Master> keys = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      if (!line.isBlank()) {
        keys.add(master(file, line.strip()));
      }
    }
    if (keys.isEmpty() || keys.size() > MOST_KEYS) {
      throw problem(file, keys.size() + " keys");
    }
    return List.copyOf(keys);
  }

  private static Master master(Path file, String line) {
    byte[] key;
    try {
      key = Base64.getDecoder().decode(line);
    } catch (IllegalArgumentException e) {
      throw problem(file, "a line that is no base64");
    }
    if (key.length != KEY_BYTES) {
      throw problem(file, "a key of " + key.length + " bytes");
    }
    return new Master(Sha256.hex(key).substring(0, ID_LENGTH), key);
  }

  private static String fresh() {
    try {
      return Base64.getEncoder().encodeToString(AesGcm.newKey());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES", e);
    }
  }

  private static ConfigException problem(Path file, String found) {
    return new ConfigException(
        SETTING,
        "expected 1.." + MOST_KEYS + " lines of base64 of 32 bytes in " + file + ", found " + found,
        "bring the file back from its backup: without its key this store's photos cannot be read");
  }
}
