package io.tillwatch.edge.config.files;

import io.tillwatch.edge.config.binding.ConfigException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A node's own folder, held by one process at a time: two nodes on one folder would write one op
 * log twice. The lock goes with the process, however it ends.
 */
public final class DataDirectory implements AutoCloseable {
  private final FileChannel channel;

  private DataDirectory(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Makes the folder where absent and takes its lock.
   *
   * @throws ConfigException where it cannot be written, or another node holds it
   */
  public static DataDirectory take(Path path) {
    try {
      PrivateFile.createFolder(path);
      FileChannel channel =
          FileChannel.open(
              path.resolve("node.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock(channel) == null) {
        channel.close();
        throw new ConfigException(
            "dataDir",
            "another node is running on " + path,
            "stop it, or set dataDir (TILLWATCH_DATA_DIR) to a folder of this node's own");
      }
      return new DataDirectory(channel);
    } catch (IOException e) {
      throw unusable(path, "it cannot be made or written (" + e.getMessage() + ")");
    }
  }

  /**
   * Looks whether the folder could be used, and makes nothing.
   *
   * @throws ConfigException where it could not
   */
  public static void check(Path path) {
    Path there = path.toAbsolutePath().normalize();
    while (there != null && !Files.exists(there)) {
      there = there.getParent();
    }
    if (there == null || !Files.isDirectory(there)) {
      throw unusable(path, there + " is not a folder");
    }
    if (!Files.isWritable(there)) {
      throw unusable(path, there + " cannot be written by this user");
    }
  }

  private static ConfigException unusable(Path path, String why) {
    return new ConfigException(
        "dataDir",
        path + " cannot be used: " + why,
        "set dataDir (TILLWATCH_DATA_DIR) to a folder that this user can make and write");
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // the lock goes with the process
    }
  }
}
