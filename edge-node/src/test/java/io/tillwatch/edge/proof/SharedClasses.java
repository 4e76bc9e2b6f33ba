package io.tillwatch.edge.proof;

import io.tillwatch.edge.support.Await;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The class path of nodes as processes, with the classes that a starting node loads read from an
 * archive (JEP 350): a start then takes a third less processor time, and a build starts hundreds.
 *
 * <p>The archive is made once per built jar, by a node that starts and ends. A class path with
 * folders cannot be archived, so that tests on unpackaged classes go without it.
 */
final class SharedClasses {
  private static final Duration START = Duration.ofSeconds(90);
  private static final String ALL = System.getProperty("java.class.path");
  private static final String JARS =
      Arrays.stream(ALL.split(File.pathSeparator))
          .filter(each -> Files.isRegularFile(Path.of(each)))
          .collect(Collectors.joining(File.pathSeparator));

  private SharedClasses() {}

  /** What a node of this build runs on: without the tests' own folders where it is packaged. */
  static String classPath() {
    return jar() == null ? ALL : JARS;
  }

  /** The virtual machine's flags for a node on this class path. */
  static synchronized List<String> flags(String classPath) {
    Path jar = jar();
    if (jar == null || !classPath.equals(JARS)) {
      return List.of();
    }
    try {
      Path archive = archive(jar);
      return Files.exists(archive) ? List.of("-XX:SharedArchiveFile=" + archive) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The packaged node, null where its classes lie in a folder. */
  private static Path jar() {
    return Arrays.stream(JARS.split(File.pathSeparator))
        .map(Path::of)
        .filter(each -> each.getFileName().toString().equals("edge-node.jar"))
        .findFirst()
        .orElse(null);
  }

  /** Made by whoever of the test processes comes first; the others wait. */
  private static Path archive(Path jar) throws IOException {
    String built = Long.toString(Files.getLastModifiedTime(jar).toMillis());
    Path archive = jar.resolveSibling("edge-node-" + built + ".jsa");
    Path lock = jar.resolveSibling("edge-node.jsa.lock");
    try (FileChannel channel =
            FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = channel.lock()) {
      if (held.isValid() && !Files.exists(archive)) {
        make(archive);
      }
    }
    return archive;
  }

  private static void make(Path archive) throws IOException {
    Path dir = Files.createDirectories(archive.resolveSibling("archived-node"));
    Path unfinished = archive.resolveSibling(archive.getFileName() + ".tmp");
    try (ProcessGroup group = new ProcessGroup(dir, List.of("store-a"), GroupOptions.direct())) {
      NodeProcess node = group.node("store-a");
      node.archiving(unfinished);
      node.start();
    }
    Await.until("the archive is written", START, () -> Files.exists(unfinished));
    Files.move(unfinished, archive, StandardCopyOption.ATOMIC_MOVE);
  }
}
