package io.tillwatch.edge.camera.opencv;

import io.tillwatch.edge.port.CameraUnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import nu.pattern.OpenCV;
import org.opencv.core.Core;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The native OpenCV library, loaded once a process. */
public final class OpenCvLibrary {
  private static final Logger log = LoggerFactory.getLogger(OpenCvLibrary.class);
  private static final String UNPACKED_PREFIX = "opencv_openpnp";

  /** A process that is just starting may still have to map its copy. */
  private static final Duration SURELY_MAPPED = Duration.ofMinutes(1);

  private OpenCvLibrary() {}

  /**
   * Makes OpenCV callable; takes half a second the first time.
   *
   * @throws CameraUnavailableException where the library has no build for this machine
   */
  public static void load() {
    try {
      Loaded.touch();
    } catch (LinkageError | RuntimeException e) {
      throw new CameraUnavailableException(
          "OpenCV cannot be loaded on this machine ("
              + System.getProperty("os.name")
              + ", "
              + System.getProperty("os.arch")
              + "); face photos need linux, macOS or Windows on x86_64 or ARMv8",
          e);
    }
  }

  private static final class Loaded {
    static {
      removeStaleCopies();
      OpenCV.loadLocally();
      Core.setNumThreads(1);
    }

    static void touch() {}
  }

  /**
   * Each start unpacks 63 MB and removes them at its end, but not after kill -9. Removing the copy
   * of a running process is harmless: the pages stay mapped.
   */
  private static void removeStaleCopies() {
    Path folder = Path.of(System.getProperty("java.io.tmpdir"));
    try (Stream<Path> entries = Files.list(folder)) {
      entries.filter(OpenCvLibrary::isStaleCopy).forEach(OpenCvLibrary::remove);
    } catch (IOException | UncheckedIOException e) {
      log.debug("Old copies of OpenCV stay error={}", e.toString());
    }
  }

  private static boolean isStaleCopy(Path entry) {
    try {
      return entry.getFileName().toString().startsWith(UNPACKED_PREFIX)
          && Files.isDirectory(entry)
          && Files.getLastModifiedTime(entry)
              .toInstant()
              .isBefore(Instant.now().minus(SURELY_MAPPED));
    } catch (IOException e) {
      return false;
    }
  }

  private static void remove(Path copy) {
    try (Stream<Path> content = Files.walk(copy)) {
      List<Path> deepestFirst = content.sorted(java.util.Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      log.debug("An old copy of OpenCV stays error={}", e.toString());
    }
  }
}
