package io.tillwatch.edge.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system of its own in memory, which can be filled up; only root can make one. */
final class SmallDisk implements AutoCloseable {
  private static final int CHUNK = 4_096;

  private final Path dir;
  private final Path filler;
  private boolean mounted;

  SmallDisk(Path dir) {
    this.dir = dir;
    this.filler = dir.resolve("filler");
  }

  /** Whether this user could make it; where not, the folder is an ordinary one. */
  boolean mount(int megabytes) {
    try {
      Files.createDirectories(dir);
      mounted =
          run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", "" + dir) == 0;
      return mounted;
    } catch (IOException e) {
      return false;
    }
  }

  boolean isMounted() {
    return mounted;
  }

  /** Leaves not one byte. */
  void fill() {
    byte[] chunk = new byte[CHUNK];
    try (var out = Files.newOutputStream(filler)) {
      while (dir.toFile().getUsableSpace() >= 0) {
        out.write(chunk);
      }
    } catch (IOException full) {
      // that is what is wanted
    }
  }

  /** Gives the room back. */
  void free() {
    try {
      Files.deleteIfExists(filler);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    if (mounted) {
      try {
        run("umount", "-l", dir.toString());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static int run(String... command) throws IOException {
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }
}
