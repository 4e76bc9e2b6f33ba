package io.tillwatch.edge.config.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

/** Files that only this user may read (mode 0600), written whole or not at all. */
public final class PrivateFile {
  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private PrivateFile() {}

  /** Makes a folder, with those above it, for this user only. */
  public static void createFolder(Path folder) throws IOException {
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  /** Writes or replaces the file. */
  public static void replace(Path file, String content) throws IOException {
    Path fresh = writeBeside(file, content);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Adds to the file, which is made where there is none; on disk when this returns. */
  public static void append(Path file, String content) throws IOException {
    Path absolute = file.toAbsolutePath();
    createFolder(Objects.requireNonNull(absolute.getParent(), "no file is the root"));
    Set<StandardOpenOption> options =
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND, StandardOpenOption.WRITE);
    try (FileChannel channel = FileChannel.open(absolute, options, OWNER_ONLY)) {
      writeAll(channel, content);
    }
  }

  /**
   * Writes the file unless there is one; of several processes that try at once exactly one wins.
   *
   * @return whether this call made it
   */
  public static boolean createOnce(Path file, String content) throws IOException {
    Path fresh = writeBeside(file, content);
    try {
      Files.createLink(file, fresh);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } finally {
      Files.delete(fresh);
    }
  }

  private static Path writeBeside(Path file, String content) throws IOException {
    Path absolute = file.toAbsolutePath();
    Files.createDirectories(absolute.getParent());
    Path fresh = absolute.resolveSibling("." + absolute.getFileName() + "." + RandomToken.of(8));
    Set<StandardOpenOption> options =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (FileChannel channel = FileChannel.open(fresh, options, OWNER_ONLY)) {
      writeAll(channel, content);
    }
    return fresh;
  }

  private static void writeAll(FileChannel channel, String content) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    channel.force(true);
  }
}
