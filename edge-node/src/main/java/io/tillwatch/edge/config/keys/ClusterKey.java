package io.tillwatch.edge.config.keys;

import io.tillwatch.core.oplog.OpId;
import io.tillwatch.core.oplog.Seal;
import io.tillwatch.core.oplog.Sha256;
import io.tillwatch.edge.config.ClusterConfig;
import io.tillwatch.edge.config.binding.ConfigException;
import io.tillwatch.edge.config.files.PrivateFile;
import io.tillwatch.edge.config.files.RandomToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The secret that the nodes of one retailer share, and with which they sign what they send each
 * other. The file holds one key a line, base64 of 32 bytes; the first one signs, every one is
 * accepted. To rotate: add the new key as the second line everywhere, then make it the first
 * everywhere, then retire the old one: behind it stands up to where it still vouches for logs, see
 * {@link RetiredKey}.
 */
public final class ClusterKey implements Seal {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int KEY_BYTES = 32;
  private static final int ID_LENGTH = 8;
  private static final int MAX_KEYS = 8;
  private static final long MAX_FILE_BYTES = 65_536;

  private final List<Key> keys;

  private ClusterKey(List<Key> keys) {
    this.keys = keys;
  }

  /**
   * A key by its id; {@code mac} is a prototype that is never fed, only cloned.
   *
   * @param retired null for a key that is in use
   */
  private record Key(String id, Mac mac, @Nullable RetiredKey retired) {
    byte[] hmac(byte[] content) {
      try {
        return ((Mac) mac.clone()).doFinal(content);
      } catch (CloneNotSupportedException e) {
        throw new IllegalStateException("HmacSHA256 of every JDK can be cloned", e);
      }
    }

    @Override
    public String toString() {
      return id;
    }
  }

  /**
   * Reads the key from the setting or the file; makes the file where absent. Nodes that start at
   * once on one file agree on one key.
   *
   * @throws ConfigException where the key is not 32 bytes of base64 or the file cannot be used
   */
  public static ClusterKey load(ClusterConfig config) {
    return config.key() != null
        ? new ClusterKey(List.of(key("cluster.key", "", config.key().value().strip())))
        : load(config.keyFile());
  }

  /**
   * Reads the key as {@link #load} would, and makes nothing where there is none.
   *
   * @throws ConfigException where it could not be used
   */
  public static void check(ClusterConfig config) {
    if (config.key() != null || Files.exists(config.keyFile())) {
      load(config);
    }
  }

  private static ClusterKey load(Path file) {
    try {
      if (!Files.exists(file)) {
        byte[] fresh = Base64.getUrlDecoder().decode(RandomToken.of(KEY_BYTES));
        PrivateFile.createOnce(file, Base64.getEncoder().encodeToString(fresh) + "\n");
      }
      return new ClusterKey(read(file));
    } catch (IOException e) {
      throw new ConfigException(
          "cluster.keyFile",
          file + " cannot be read or made",
          "name a file that is readable to this user only, in a folder where one can be made");
    }
  }

  private static List<Key> read(Path file) throws IOException {
    if (Files.size(file) > MAX_FILE_BYTES) {
      throw problem("cluster.keyFile", file + " is larger than " + MAX_FILE_BYTES + " bytes");
    }
    List<Key> keys = new ArrayList<>();
    int number = 0;
    for (String line : Files.readAllLines(file)) {
      number++;
      if (!line.isBlank()) {
        keys.add(line("cluster.keyFile", file + " line " + number + ": ", line.strip()));
      }
    }
    if (!keys.isEmpty() && keys.get(0).retired() != null) {
      throw problem("cluster.keyFile", file + " must begin with a key that is not retired");
    }
    if (keys.isEmpty() || keys.size() > MAX_KEYS) {
      throw problem("cluster.keyFile", file + " must hold 1.." + MAX_KEYS + " keys");
    }
    return List.copyOf(keys);
  }

  private static Key line(String setting, String place, String line) {
    String[] words = line.split("\\s+");
    Key key = key(setting, place, words[0]);
    if (words.length == 1) {
      return key;
    }
    try {
      if (!words[1].equals(RetiredKey.WORD)) {
        throw new IllegalArgumentException("expected the word " + RetiredKey.WORD);
      }
      return new Key(key.id(), key.mac(), RetiredKey.of(words, 2));
    } catch (IllegalArgumentException e) {
      throw new ConfigException(
          setting,
          place + "behind key " + key.id() + ": " + e.getMessage(),
          "write: KEY retired store-a=EPOCH-SEQ ..., with the positions of /replication");
    }
  }

  private static Key key(String setting, String place, String base64) {
    try {
      byte[] secret = Base64.getDecoder().decode(base64);
      if (secret.length != KEY_BYTES) {
        throw problem(setting, place + "a key must be 32 bytes, found " + secret.length);
      }
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret, ALGORITHM));
      return new Key(Sha256.hex(secret).substring(0, ID_LENGTH), mac, null);
    } catch (IllegalArgumentException e) {
      throw problem(setting, place + "a key must be base64 of 32 bytes");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }

  private static ConfigException problem(String setting, String problem) {
    return new ConfigException(
        setting, problem, "make one with: openssl rand -base64 32, the same for every node");
  }

  /** Id of the key that signs: the first 8 hex digits of its SHA-256. */
  public String id() {
    return keys.get(0).id();
  }

  /** The keyed hash of the content, with the key that signs. */
  public byte[] hmac(byte[] content) {
    return keys.get(0).hmac(content);
  }

  @Override
  public String sign(byte[] content) {
    return id() + ":" + hex(hmac(content));
  }

  @Override
  public boolean verify(byte[] content, String mac) {
    return verify(content, mac, retired -> false);
  }

  @Override
  public boolean verifyOp(OpId op, byte[] content, String mac) {
    return verify(content, mac, retired -> retired.vouchesFor(op));
  }

  @Override
  public boolean hasKey(String keyId) {
    return keys.stream().anyMatch(key -> key.id().equals(keyId));
  }

  private boolean verify(byte[] content, String mac, Predicate<RetiredKey> stillVouches) {
    if (mac == null
        || mac.length() != ID_LENGTH + 1 + KEY_BYTES * 2
        || mac.charAt(ID_LENGTH) != ':') {
      return false;
    }
    String id = mac.substring(0, ID_LENGTH);
    byte[] claimed = mac.substring(ID_LENGTH + 1).getBytes(StandardCharsets.UTF_8);
    return keys.stream()
        .filter(key -> key.id().equals(id))
        .filter(key -> key.retired() == null || stillVouches.test(key.retired()))
        .anyMatch(
            key ->
                MessageDigest.isEqual(
                    hex(key.hmac(content)).getBytes(StandardCharsets.UTF_8), claimed));
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public String toString() {
    return "cluster key " + id();
  }
}
