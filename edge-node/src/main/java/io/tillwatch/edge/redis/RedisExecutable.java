package io.tillwatch.edge.redis;

import io.tillwatch.edge.config.binding.ConfigException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import redis.embedded.core.ExecutableProvider;
import redis.embedded.model.OsArchitecture;

/**
 * Finds the server's program: bundled as a Maven dependency, on the PATH, or where the operator
 * says.
 */
public final class RedisExecutable {
  private RedisExecutable() {}

  /**
   * The program, unpacked into the folder where it is the bundled one.
   *
   * @throws ConfigException where there is none for this machine
   */
  public static Path locate(String configured, Path folder) {
    try {
      return switch (configured) {
        case "bundled" -> unpack(folder);
        case "path" -> onPath();
        default -> executable(Path.of(configured));
      };
    } catch (IOException e) {
      throw problem("cannot unpack the bundled server into " + folder + ": " + e.getMessage());
    }
  }

  private static Path unpack(Path folder) throws IOException {
    String resource =
        ExecutableProvider.newProvidedVersionsMap().get(OsArchitecture.detectOSandArchitecture());
    if (resource == null) {
      throw problem("no server is bundled for this kind of machine");
    }
    Path target = folder.resolve("redis-server");
    try (InputStream program = ExecutableProvider.class.getResourceAsStream(resource)) {
      if (program == null) {
        throw problem("the bundled server " + resource + " is missing from the class path");
      }
      byte[] bytes = program.readAllBytes();
      if (!Files.exists(target) || !Arrays.equals(Files.readAllBytes(target), bytes)) {
        Files.createDirectories(folder);
        Path fresh = folder.resolve("redis-server.new");
        Files.write(fresh, bytes);
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwx------"));
        Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
      }
    }
    return target.toAbsolutePath();
  }

  private static Path onPath() {
    String path = System.getenv().getOrDefault("PATH", "");
    return Arrays.stream(path.split(File.pathSeparator, -1))
        .filter(each -> !each.isEmpty())
        .map(each -> Path.of(each, "redis-server"))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> problem("there is no redis-server on the PATH"));
  }

  private static Path executable(Path program) {
    if (!Files.isExecutable(program)) {
      throw problem(program + " is not a program");
    }
    return program.toAbsolutePath();
  }

  private static ConfigException problem(String problem) {
    return new ConfigException(
        "redis.executable",
        problem,
        "set redis.executable to a redis-server, or use redis.mode: external");
  }
}
