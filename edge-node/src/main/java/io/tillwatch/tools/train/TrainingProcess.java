package io.tillwatch.tools.train;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A process with XGBoost's library on its class path: a node never loads native code that trains,
 * and a training that runs out of memory ends itself alone.
 */
public final class TrainingProcess {
  /** What is said where native code is missing. */
  public static final String NO_LIBRARY =
      "XGBoost's library cannot be loaded; it needs the system's libgomp (Debian: libgomp1): ";

  private static final String HEAP = "-Xmx3g";
  private static final int INTERRUPTED = 1;

  private TrainingProcess() {}

  /**
   * Runs a main class and waits for it; its output is this process's.
   *
   * @return its exit code
   * @throws TrainingFailedException if it cannot be started
   */
  public static int run(Class<?> main, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(HEAP, "-XX:+ExitOnOutOfMemoryError", "-cp", classPath()));
    command.add(main.getName());
    command.addAll(arguments);
    try {
      Process process = new ProcessBuilder(command).inheritIO().start();
      Thread end = new Thread(process::destroy);
      Runtime.getRuntime().addShutdownHook(end);
      int code = process.waitFor();
      Runtime.getRuntime().removeShutdownHook(end);
      return code;
    } catch (IOException e) {
      throw new TrainingFailedException("cannot start a process to train in: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return INTERRUPTED;
    }
  }

  /** This build's, and the library's jars beside it. */
  private static String classPath() {
    String own = System.getProperty("java.class.path");
    // started by -jar: one entry, whose manifest names the others
    Path jar = Path.of(own.split(File.pathSeparator)[0]).toAbsolutePath();
    Path library = jar.resolveSibling("lib-train");
    return Files.isDirectory(library)
        ? own + File.pathSeparator + library + File.separator + "*"
        : own;
  }
}
