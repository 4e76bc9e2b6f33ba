package io.tillwatch.edge.proof;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A {@link Crowd} as a process of its own that takes only what the node leaves of this machine's
 * cores ({@code nice -n 19}): a real crowd computes on machines of its own, and 500 of its threads
 * at the node's own priority would show what this machine's scheduler does to anybody. What the
 * crowd's bytes cost this machine's network counts all the same.
 */
final class CrowdProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader said;
  private long rounds = -1;

  /**
   * Comes together, and returns when all of it are there.
   *
   * @param size how many
   * @param work what they do, see {@link CrowdWork}
   * @param amount how much of it
   * @param told what it knows
   */
  CrowdProcess(URI node, int size, String work, long amount, Map<String, String> told) {
    ProcessBuilder start =
        new ProcessBuilder(
            "nice",
            "-n",
            "19",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xss256k",
            "-Xmx128m",
            "-cp",
            System.getProperty("java.class.path"),
            Crowd.class.getName(),
            node.toString(),
            Integer.toString(size),
            work,
            Long.toString(amount));
    start.environment().putAll(told);
    try {
      process = start.redirectError(ProcessBuilder.Redirect.INHERIT).start();
      said = process.inputReader(StandardCharsets.US_ASCII);
      expect("here");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether it has done all that it came for. */
  boolean isDone() {
    return !process.isAlive();
  }

  /** Connections that it made, or tried to; known when it is gone. */
  long rounds() {
    return rounds;
  }

  @Override
  public void close() {
    try {
      if (process.isAlive()) {
        process.outputWriter().append('\n').flush();
      }
      rounds = Long.parseLong(expect("rounds ").substring("rounds ".length()));
      process.waitFor(20, TimeUnit.SECONDS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      process.destroyForcibly();
    }
  }

  private String expect(String beginning) throws IOException {
    String line = said.readLine();
    if (line == null || !line.startsWith(beginning)) {
      process.destroyForcibly();
      throw new IOException("a crowd said " + List.of(beginning, String.valueOf(line)));
    }
    return line;
  }
}
