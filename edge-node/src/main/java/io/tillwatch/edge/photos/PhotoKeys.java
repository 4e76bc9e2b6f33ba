package io.tillwatch.edge.photos;

import io.tillwatch.edge.config.files.PrivateFile;
import io.tillwatch.edge.photos.MasterKeys.Master;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A key for each photo, in files outside Redis. Each day on which photos came here has a file, such
 * as {@code photo-keys/2026-05-04}, and each photo a line {@code photoId masterKeyId base64
 * sha256}. The hash is the picture's; the first nodes that encrypted left it out. Whoever destroys
 * a line makes every copy of that photo unreadable, those in backups of Redis among them.
 * Everything here blocks.
 */
final class PhotoKeys {
  private static final int DAYS_IN_MEMORY = 16;

  /** Base64 of nonce, key and tag. */
  private static final int WRAPPED_LENGTH = 80;

  private static final int HASH_LENGTH = 64;

  private final Path folder;
  private final MasterKeys masters;

  /** The lines of the days that were read last, by photo. */
  private final Map<LocalDate, Map<String, Line>> days =
      new LinkedHashMap<>(DAYS_IN_MEMORY, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<LocalDate, Map<String, Line>> eldest) {
          return size() > DAYS_IN_MEMORY;
        }
      };

  private record Line(String photoId, String master, String wrapped, @Nullable String sha256) {
    static Optional<Line> read(String text) {
      String[] parts = text.split(" ", -1);
      boolean whole =
          (parts.length == 3 || parts.length == 4 && parts[3].length() == HASH_LENGTH)
              && parts[2].length() == WRAPPED_LENGTH;
      return whole
          ? Optional.of(new Line(parts[0], parts[1], parts[2], parts.length == 4 ? parts[3] : null))
          : Optional.empty();
    }

    String text() {
      return photoId + " " + master + " " + wrapped + (sha256 == null ? "" : " " + sha256) + "\n";
    }
  }

  /** A photo whose key is here, and the hash of its picture. */
  record StoredKey(String photoId, String sha256) {}

  PhotoKeys(Path folder, MasterKeys masters) {
    this.folder = folder;
    this.masters = masters;
  }

  /** A new key for a photo that came that day; on disk when this returns. */
  synchronized byte[] create(String photoId, String sha256, LocalDate day)
      throws IOException, GeneralSecurityException {
    byte[] key = AesGcm.newKey();
    Line line = wrap(photoId, key, sha256);
    Map<String, Line> known = lines(day);
    PrivateFile.append(file(day), line.text());
    known.put(photoId, line);
    return key;
  }

  /** The key of a photo that came that day; empty where it was destroyed. */
  synchronized Optional<byte[]> find(String photoId, LocalDate day)
      throws IOException, GeneralSecurityException {
    Line line = lines(day).get(photoId);
    return line == null ? Optional.empty() : Optional.of(unwrap(line));
  }

  /** Destroys the keys of these photos, whenever they came. */
  synchronized void destroy(Collection<String> photoIds) throws IOException {
    for (LocalDate day : days()) {
      Map<String, Line> known = lines(day);
      if (photoIds.stream().anyMatch(known::containsKey)) {
        photoIds.forEach(known::remove);
        write(day, known);
      }
    }
  }

  /** Destroys all keys of photos that came before that day; how many days that were. */
  synchronized int destroyBefore(LocalDate first) throws IOException {
    int destroyed = 0;
    for (LocalDate day : days()) {
      if (day.isBefore(first)) {
        Files.deleteIfExists(file(day));
        days.remove(day);
        destroyed++;
      }
    }
    return destroyed;
  }

  /** The photos that came from one day on and before another. */
  synchronized List<StoredKey> listed(LocalDate from, LocalDate before) throws IOException {
    List<StoredKey> found = new ArrayList<>();
    for (LocalDate day : days()) {
      if (!day.isBefore(from) && day.isBefore(before)) {
        for (Line line : lines(day).values()) {
          if (line.sha256() != null) {
            found.add(new StoredKey(line.photoId(), line.sha256()));
          }
        }
      }
    }
    return found;
  }

  /** Removes what a crash left half written: copies of keys that nobody would destroy. */
  synchronized void removeUnfinished() throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        if (file.getFileName().toString().startsWith(".")) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  /** Wraps with the first master key what another one wraps; how many keys that were. */
  synchronized int rewrap() throws IOException, GeneralSecurityException {
    int changed = 0;
    for (LocalDate day : days()) {
      Map<String, Line> known = lines(day);
      int before = changed;
      for (Line line : List.copyOf(known.values())) {
        if (!line.master().equals(masters.current().id())
            && masters.find(line.master()).isPresent()) {
          known.put(line.photoId(), wrap(line.photoId(), unwrap(line), line.sha256()));
          changed++;
        }
      }
      if (changed > before) {
        write(day, known);
      }
    }
    return changed;
  }

  private Line wrap(String photoId, byte[] key, @Nullable String sha256)
      throws GeneralSecurityException {
    Master master = masters.current();
    byte[] wrapped = AesGcm.seal(master.key(), key, photoId);
    return new Line(photoId, master.id(), Base64.getEncoder().encodeToString(wrapped), sha256);
  }

  private byte[] unwrap(Line line) throws GeneralSecurityException {
    Master master =
        masters
            .find(line.master())
            .orElseThrow(
                () ->
                    new GeneralSecurityException(
                        "photos.keyFile has no key " + line.master() + " any more"));
    return AesGcm.open(master.key(), Base64.getDecoder().decode(line.wrapped()), line.photoId());
  }

  private Path file(LocalDate day) {
    return folder.resolve(day.toString());
  }

  private List<LocalDate> days() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches("\\d{4}-\\d\\d-\\d\\d"))
          .map(LocalDate::parse)
          .sorted()
          .toList();
    }
  }

  private Map<String, Line> lines(LocalDate day) throws IOException {
    Map<String, Line> known = days.get(day);
    if (known == null) {
      known = read(day);
      days.put(day, known);
    }
    return known;
  }

  /**
   * What the file of a day says. A line that a crash cut short is no key, its photo was not kept
   * either, and it is taken out: the next one would go on behind it.
   */
  private Map<String, Line> read(LocalDate day) throws IOException {
    Map<String, Line> known = new LinkedHashMap<>();
    if (!Files.exists(file(day))) {
      return known;
    }
    String all = Files.readString(file(day), StandardCharsets.UTF_8);
    List<String> texts = all.lines().toList();
    texts.stream()
        .flatMap(text -> Line.read(text).stream())
        .forEach(line -> known.put(line.photoId(), line));
    if (known.size() < texts.size() || !all.endsWith("\n")) {
      write(day, known);
    }
    return known;
  }

  private void write(LocalDate day, Map<String, Line> known) throws IOException {
    if (known.isEmpty()) {
      Files.deleteIfExists(file(day));
      return;
    }
    StringBuilder text = new StringBuilder();
    known.values().forEach(line -> text.append(line.text()));
    PrivateFile.replace(file(day), text.toString());
  }
}
