package io.tillwatch.edge.photos;

import io.tillwatch.edge.config.files.PrivateFile;
import io.tillwatch.edge.photos.MasterKeys.Master;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A key for each photo, in files outside Redis: {@code photo-keys/2026-05-04}, a file for each day
 * on which photos came here, a line {@code photoId masterKeyId base64} for each. Whoever destroys a
 * line makes every copy of that photo unreadable, those in backups of Redis among them. Everything
 * here blocks.
 */
final class PhotoKeys {
  private static final int DAYS_IN_MEMORY = 16;

  /** Base64 of nonce, key and tag. */
  private static final int WRAPPED_LENGTH = 80;

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

  private record Line(String photoId, String master, String wrapped) {
    String text() {
      return photoId + " " + master + " " + wrapped + "\n";
    }
  }

  PhotoKeys(Path folder, MasterKeys masters) {
    this.folder = folder;
    this.masters = masters;
  }

  /** A new key for a photo that came that day; on disk when this returns. */
  synchronized byte[] create(String photoId, LocalDate day)
      throws IOException, GeneralSecurityException {
    byte[] key = AesGcm.newKey();
    Line line = wrap(photoId, key);
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

  /** Wraps with the first master key what another one wraps; how many keys that were. */
  synchronized int rewrap() throws IOException, GeneralSecurityException {
    int changed = 0;
    for (LocalDate day : days()) {
      Map<String, Line> known = lines(day);
      int before = changed;
      for (Line line : List.copyOf(known.values())) {
        if (!line.master().equals(masters.current().id())
            && masters.find(line.master()).isPresent()) {
          known.put(line.photoId(), wrap(line.photoId(), unwrap(line)));
          changed++;
        }
      }
      if (changed > before) {
        write(day, known);
      }
    }
    return changed;
  }

  private Line wrap(String photoId, byte[] key) throws GeneralSecurityException {
    Master master = masters.current();
    byte[] wrapped = AesGcm.seal(master.key(), key, photoId);
    return new Line(photoId, master.id(), Base64.getEncoder().encodeToString(wrapped));
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
    List<String> texts = Files.readAllLines(file(day), StandardCharsets.UTF_8);
    for (String text : texts) {
      String[] parts = text.split(" ", -1);
      if (parts.length == 3 && parts[2].length() == WRAPPED_LENGTH) {
        known.put(parts[0], new Line(parts[0], parts[1], parts[2]));
      }
    }
    if (known.size() < texts.size()) {
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
