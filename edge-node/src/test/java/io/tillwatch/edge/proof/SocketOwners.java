package io.tillwatch.edge.proof;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Tells whose connection comes from a port of loopback, as the kernel notes it. Where it does not
 * (not on Linux), nobody can be told apart.
 */
final class SocketOwners {
  private static final List<String> TABLES = List.of("tcp", "tcp6");
  private static final int LOCAL_ADDRESS = 1;
  private static final int REMOTE_ADDRESS = 2;
  private static final int INODE = 9;

  private SocketOwners() {}

  /** Whether this machine lets us look. */
  static boolean canBeToldApart() {
    return Files.isReadable(Path.of("/proc/net/tcp"));
  }

  /**
   * The store among these that calls from one port to another, or an empty name. Both ports count:
   * the kernel gives one to several connections where they lead elsewhere.
   */
  static String whose(int port, int called, List<NodeProcess> nodes) {
    Optional<String> socket = socket(port, called);
    for (NodeProcess node : nodes) {
      OptionalLong pid = node.pid();
      if (socket.isPresent() && pid.isPresent() && holds(pid.getAsLong(), socket.get())) {
        return node.store();
      }
    }
    return "";
  }

  private static Optional<String> socket(int port, int called) {
    String local = ":%04X".formatted(port);
    String remote = ":%04X".formatted(called);
    for (String table : TABLES) {
      try {
        for (String line : Files.readAllLines(Path.of("/proc/net", table))) {
          String[] fields = line.strip().split("\\s+");
          boolean ours =
              fields.length > INODE
                  && fields[LOCAL_ADDRESS].endsWith(local)
                  && fields[REMOTE_ADDRESS].endsWith(remote);
          if (ours && !fields[INODE].equals("0")) {
            return Optional.of("socket:[" + fields[INODE] + "]");
          }
        }
      } catch (IOException e) {
        // no such table here
      }
    }
    return Optional.empty();
  }

  private static boolean holds(long pid, String socket) {
    try (DirectoryStream<Path> open =
        Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "fd"))) {
      for (Path each : open) {
        if (Files.isSymbolicLink(each) && socket.equals(target(each))) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      return false;
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException e) {
      return "closed meanwhile";
    }
  }
}
