package io.tillwatch.edge.config.keys;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tillwatch.core.oplog.Sha256;
import io.tillwatch.edge.config.EdgeConfig;
import io.tillwatch.edge.config.binding.ConfigException;
import io.tillwatch.edge.config.files.PrivateFile;
import io.tillwatch.edge.config.files.PrivateList;
import io.tillwatch.edge.config.files.RandomToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The API keys that a node accepts, kept as SHA-256 in {@code <data>/api-keys.json}. On first start
 * one key per role is made and handed to the operator in the keys file, {@code
 * {"kiosk":"KEY",...}}; a keys file that is there already gives its keys to the node instead. A key
 * once revoked stays so.
 */
public final class ApiKeys {
  private static final int MAX_KEYS = 1_000;
  private static final int TOKEN_BYTES = 32;
  private static final int MIN_LENGTH = 16;
  private static final int MAX_LENGTH = 256;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,31}");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final PrivateList<ApiKey> file;
  private volatile Known known;

  private record Known(Object version, List<ApiKey> keys) {}

  /** A key just made: the only moment at which it can be read. */
  public record NewKey(ApiKey key, String secret) {
    @Override
    public String toString() {
      return key.toString();
    }
  }

  private ApiKeys(PrivateList<ApiKey> file) throws IOException {
    this.file = file;
    this.known = new Known(file.version(), file.read());
  }

  /**
   * Opens the keys of a node, as they are.
   *
   * @throws ConfigException where the file cannot be used
   */
  public static ApiKeys open(EdgeConfig config) {
    try {
      PrivateFile.createFolder(config.dataDir());
      return new ApiKeys(hashes(config.dataDir().resolve("api-keys.json")));
    } catch (IOException e) {
      throw unusable(config.dataDir().resolve("api-keys.json"), e);
    }
  }

  /**
   * Opens the keys of a node that starts: takes in those of the keys file, and makes one per role
   * on first start.
   *
   * @throws ConfigException where a file cannot be used
   */
  public static ApiKeys openAtStart(EdgeConfig config) {
    ApiKeys keys = open(config);
    try {
      boolean first = !keys.file.exists();
      if (Files.exists(config.keysFile())) {
        keys.takeIn(handedOver(config.keysFile()));
      } else if (first) {
        keys.makeOnePerRole(config.keysFile());
      }
      return keys;
    } catch (IOException e) {
      throw unusable(config.keysFile(), e);
    }
  }

  /**
   * Reads the files as a start would, and changes nothing.
   *
   * @throws ConfigException where one could not be used
   */
  public static void check(EdgeConfig config) {
    Path hashes = config.dataDir().resolve("api-keys.json");
    try {
      hashes(hashes).read();
    } catch (IOException e) {
      throw unusable(hashes, e);
    }
    try {
      if (Files.exists(config.keysFile())) {
        handedOver(config.keysFile());
      }
    } catch (IOException e) {
      throw unusable(config.keysFile(), e);
    }
  }

  private static PrivateList<ApiKey> hashes(Path file) {
    return new PrivateList<>(file, "API keys", ApiKey.class);
  }

  /** The accepted key that was presented, if it is one. Every accepted key is compared. */
  public Optional<ApiKey> find(@Nullable String presented) {
    if (presented == null || presented.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    byte[] hash = Sha256.hex(presented).getBytes(StandardCharsets.US_ASCII);
    ApiKey found = null;
    for (ApiKey key : known.keys()) {
      byte[] candidate = key.sha256().getBytes(StandardCharsets.US_ASCII);
      if (MessageDigest.isEqual(hash, candidate) && key.isAccepted()) {
        found = key;
      }
    }
    return Optional.ofNullable(found);
  }

  /** Whether the key of that id is accepted now. */
  public boolean accepts(String id) {
    return known.keys().stream().anyMatch(key -> key.id().equals(id) && key.isAccepted());
  }

  /** Every key ever accepted, in the order they were made. */
  public List<ApiKey> list() {
    return known.keys();
  }

  /**
   * Makes a key. Blocks.
   *
   * @param lane the one lane that it is for; null: every lane
   * @param name of the person whose key it is, who acts under it; null: nobody's in particular
   * @throws IllegalArgumentException where nobody can have that name
   */
  public NewKey create(Role role, @Nullable String lane, @Nullable String name) throws IOException {
    if (name != null && !isName(name)) {
      throw new IllegalArgumentException(
          "a name is 1..32 letters, digits, dots, dashes or underscores, begins with a letter or"
              + " digit, is not \"me\", and does not begin as an id does (reviewer-), found '"
              + name
              + "'");
    }
    String secret = "tw_" + role.word() + "_" + RandomToken.of(TOKEN_BYTES);
    ApiKey key = key(role, secret, lane, name);
    change(keys -> append(keys, List.of(key)));
    return new NewKey(key, secret);
  }

  /** Nobody's name is taken for another key's id. */
  private static boolean isName(String name) {
    boolean looksLikeId =
        Stream.of(Role.values()).anyMatch(role -> name.startsWith(role.word() + "-"));
    return NAME.matcher(name).matches() && !looksLikeId && !name.equals("me");
  }

  /** Stops accepting a key; false where there is no accepted key of that id. Blocks. */
  public boolean revoke(String id) throws IOException {
    boolean there = file.read().stream().anyMatch(key -> key.id().equals(id) && key.isAccepted());
    Instant now = now();
    change(keys -> keys.stream().map(k -> k.id().equals(id) ? k.revokedAt(now) : k).toList());
    return there;
  }

  /**
   * Reads the file again where somebody changed it, for example {@code keys revoke} beside a
   * running node. Blocks; to be called about once a second, off the event loop.
   *
   * @return whether anything changed
   */
  public boolean refresh() throws IOException {
    Object version = file.version();
    if (version.equals(known.version())) {
      return false;
    }
    known = new Known(version, file.read());
    return true;
  }

  /** Of two nodes that share a keys file and start at once, one makes it and both use it. */
  private void makeOnePerRole(Path keysFile) throws IOException {
    Map<String, String> secrets = new LinkedHashMap<>();
    for (Role role : Role.values()) {
      secrets.put(role.word(), "tw_" + role.word() + "_" + RandomToken.of(TOKEN_BYTES));
    }
    String content = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(secrets) + "\n";
    PrivateFile.createOnce(keysFile, content);
    takeIn(handedOver(keysFile));
  }

  private void takeIn(Map<Role, String> secrets) throws IOException {
    List<ApiKey> offered = new ArrayList<>();
    secrets.forEach((role, secret) -> offered.add(key(role, secret)));
    change(
        before ->
            append(
                before,
                offered.stream()
                    .filter(key -> before.stream().noneMatch(b -> b.sha256().equals(key.sha256())))
                    .toList()));
  }

  private void change(java.util.function.UnaryOperator<List<ApiKey>> change) throws IOException {
    List<ApiKey> after = file.change(change);
    known = new Known(file.version(), after);
  }

  private static List<ApiKey> append(List<ApiKey> keys, List<ApiKey> more) {
    List<ApiKey> all = new ArrayList<>(keys);
    all.addAll(more);
    if (all.size() > MAX_KEYS) {
      throw new IllegalStateException("a node keeps at most " + MAX_KEYS + " API keys");
    }
    return all;
  }

  private static Map<Role, String> handedOver(Path keysFile) throws IOException {
    Map<Role, String> secrets = new LinkedHashMap<>();
    try {
      JSON.readValue(keysFile.toFile(), new TypeReference<Map<String, String>>() {})
          .forEach((word, secret) -> secrets.put(role(word, keysFile), checked(secret, keysFile)));
    } catch (JsonProcessingException e) {
      throw malformed(keysFile, "is not {\"kiosk\":\"KEY\",...}");
    }
    return secrets;
  }

  private static Role role(String word, Path keysFile) {
    return Role.of(word).orElseThrow(() -> malformed(keysFile, "names no role: " + word));
  }

  private static String checked(String secret, Path keysFile) {
    if (secret == null || secret.length() < MIN_LENGTH || secret.length() > MAX_LENGTH) {
      throw malformed(keysFile, "has a key shorter than 16 or longer than 256 characters");
    }
    return secret;
  }

  private static ConfigException malformed(Path keysFile, String problem) {
    return new ConfigException(
        "keysFile",
        keysFile + " " + problem,
        "correct it, or move it away and keep using its keys");
  }

  private static ConfigException unusable(Path path, IOException cause) {
    return new ConfigException(
        "keysFile", path + " cannot be used: " + cause.getMessage(), "make its folder writable");
  }

  private static ApiKey key(Role role, String secret) {
    return key(role, secret, null, null);
  }

  private static ApiKey key(
      Role role, String secret, @Nullable String lane, @Nullable String name) {
    String id = role.word() + "-" + RandomToken.of(6);
    return new ApiKey(id, role, Sha256.hex(secret), now(), null, lane, name);
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS);
  }
}
