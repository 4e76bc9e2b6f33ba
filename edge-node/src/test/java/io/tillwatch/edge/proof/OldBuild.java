package io.tillwatch.edge.proof;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An earlier version of this project, built from its history. */
final class OldBuild {
  private static final long BUILD_MINUTES = 15;

  private final String commit;
  private final Path project;

  /** The project as it was at that commit. */
  OldBuild(String commit) {
    this.commit = commit;
    this.project = Path.of("..").toAbsolutePath().normalize();
  }

  /**
   * The version that a soak run upgrades from: {@code -Dtillwatch.upgrade.jar=JAR} with its {@code
   * lib/}, or built from {@code -Dtillwatch.upgrade.from=COMMIT}; the test is skipped, and says so,
   * where there is none.
   */
  static Path given(Path dir, String test) {
    String jar = System.getProperty("tillwatch.upgrade.jar");
    if (jar != null) {
      return Path.of(jar);
    }
    String from = System.getProperty("tillwatch.upgrade.from");
    if (from == null) {
      System.out.println(test + ": skipped, no -Dtillwatch.upgrade.from (soak run)");
    }
    assumeTrue(from != null, "no version to upgrade from");
    OldBuild before = new OldBuild(from);
    if (!before.isKnown()) {
      System.out.println(test + ": SKIPPED, the history here lacks " + from);
    }
    assumeTrue(before.isKnown(), "the history lacks " + from);
    return before.jar(dir);
  }

  /** Whether the history that is here reaches back so far. */
  boolean isKnown() {
    return run(project, 1, "git", "cat-file", "-e", commit + "^{commit}");
  }

  /** Builds it in that folder, without tests; returns the jar, its {@code lib/} beside it. */
  Path jar(Path dir) {
    Path archive = dir.resolve("source.tar");
    Path source = dir.resolve("source");
    boolean built =
        run(project, 1, "git", "archive", "-o", archive.toString(), commit)
            && source.toFile().mkdirs()
            && run(source, 1, "tar", "-xf", archive.toString())
            && run(source, BUILD_MINUTES, "mvn", "-B", "-q", "-o", "-DskipTests", "package");
    if (!built) {
      throw new IllegalStateException("cannot build " + commit + " in " + source);
    }
    return source.resolve("edge-node/target/edge-node.jar");
  }

  private static boolean run(Path dir, long minutes, String... command) {
    try {
      Process process =
          new ProcessBuilder(List.of(command)).directory(dir.toFile()).inheritIO().start();
      if (!process.waitFor(minutes, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        return false;
      }
      return process.exitValue() == 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
