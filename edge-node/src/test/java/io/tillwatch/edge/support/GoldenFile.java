package io.tillwatch.edge.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A file that pins the bytes of something that other stores, other versions or people's programs
 * read. It holds exactly what the encoder writes.
 *
 * @param name of the file below {@code src/test/resources/golden}
 */
public record GoldenFile(String name) {
  /** Run the tests with {@code -Dtillwatch.golden.write=true} to write files instead. */
  private static final String WRITE = "tillwatch.golden.write";

  private static final Path ROOT = Path.of("src", "test", "resources", "golden");
  private static final int CONTEXT = 60;

  /** All files of a folder, by name. */
  public static List<GoldenFile> in(String folder) {
    try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
      return files
          .map(file -> new GoldenFile(folder + "/" + file.getFileName()))
          .sorted((a, b) -> a.name().compareTo(b.name()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("expected golden files in " + ROOT.resolve(folder), e);
    }
  }

  /** The file's name without folder and ending. */
  public String stem() {
    String file = name.substring(name.lastIndexOf('/') + 1);
    return file.substring(0, file.lastIndexOf('.'));
  }

  /** Where it stands in the tree, for people. */
  public Path path() {
    return ROOT.resolve(name);
  }

  public String text() {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  /** What it holds. */
  public byte[] bytes() {
    try {
      return Files.readAllBytes(path());
    } catch (IOException e) {
      throw new AssertionError(path() + " is missing; " + howToWrite(), e);
    }
  }

  /** Fails where this is not what the file holds. */
  public void pins(String written) {
    pins(written.getBytes(StandardCharsets.UTF_8));
  }

  /** Fails where these bytes are not the file's, and says where they differ. */
  public void pins(byte[] written) {
    if (Boolean.getBoolean(WRITE)) {
      write(written);
    }
    byte[] pinned = bytes();
    int at = Arrays.mismatch(pinned, written);
    if (at >= 0) {
      throw new AssertionError(
          String.format(
              "%s differs at byte %d:%n  pinned  %s%n  written %s%nStores are upgraded one at a"
                  + " time: each version must read what the one before wrote, and the other way"
                  + " round. If the change is meant, %s",
              path(), at, around(pinned, at), around(written, at), howToWrite()));
    }
  }

  /** Fails where one of the file's lines is not among these; more may be. */
  public void holds(Collection<String> lines) {
    if (Boolean.getBoolean(WRITE)) {
      write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }
    Set<String> missing = new LinkedHashSet<>(text().lines().toList());
    missing.removeAll(lines);
    if (!missing.isEmpty()) {
      throw new AssertionError(
          "lines of "
              + path()
              + " that are no more: "
              + missing
              + "; if that is meant, "
              + howToWrite());
    }
  }

  /** How to write the file. */
  public String howToWrite() {
    return "run this test with -D"
        + WRITE
        + "=true, which writes "
        + path()
        + ", and read the difference before you commit it";
  }

  private void write(byte[] written) {
    try {
      Files.createDirectories(path().getParent());
      Files.write(path(), written);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String around(byte[] text, int at) {
    int from = Math.max(0, at - CONTEXT);
    int to = Math.min(text.length, at + CONTEXT);
    return "..." + new String(text, from, to - from, StandardCharsets.UTF_8) + "...";
  }
}
