package io.tillwatch.edge.camera.source;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A child process that writes pictures to its output. It is ended when it is closed, and with this
 * Java at the latest. One that outlives a Java that was killed ends at its next write.
 */
final class FfmpegProcess implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FfmpegProcess.class);
  private static final int MOST_LETTERS = 300;
  private static final int MOST_LINES = 8;
  private static final int END_SECONDS = 2;

  /** Those that run, so that none outlives this Java. */
  private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> RUNNING.forEach(Process::destroyForcibly), "ffmpeg-end"));
  }

  private final Process process;
  private final Thread listener;
  private final Queue<String> said = new ConcurrentLinkedQueue<>();

  private FfmpegProcess(Process process) {
    this.process = process;
    this.listener = new Thread(this::listen, "ffmpeg-errors");
    listener.setDaemon(true);
  }

  /**
   * Starts it, without a shell.
   *
   * @param input what it reads, which nobody sees who lists this machine's processes; empty for
   *     nothing
   * @throws IOException where there is no such program
   */
  static FfmpegProcess start(List<String> command, String input) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    // would write the address, and the password in it, into a file
    builder.environment().remove("FFREPORT");
    Process process = builder.start();
    RUNNING.add(process);
    process.onExit().thenAccept(RUNNING::remove);
    FfmpegProcess started = new FfmpegProcess(process);
    started.listener.start();
    started.write(input);
    return started;
  }

  /** It may end before it has read all; why is among its last words. */
  private void write(String input) {
    try (OutputStream to = process.getOutputStream()) {
      to.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      LOG.atDebug().log("ffmpeg ended before it had read its input");
    }
  }

  /** Whatever it complains of must be read, or it waits for ever. */
  private void listen() {
    try (BufferedReader errors =
        new BufferedReader(
            new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
      StringBuilder line = new StringBuilder();
      for (int next = errors.read(); next >= 0; next = errors.read()) {
        if (next != '\n' && line.length() < MOST_LETTERS) {
          line.append((char) next);
        } else if (next == '\n') {
          said.add(line.toString().strip());
          line.setLength(0);
          while (said.size() > MOST_LINES) {
            said.remove();
          }
        }
      }
    } catch (IOException e) {
      process.destroyForcibly();
    }
  }

  /** What it writes. */
  InputStream output() {
    return process.getInputStream();
  }

  /** The last lines that it complained with, empty for none; may hold the address. */
  String lastWords() {
    return String.join("\n", said).strip();
  }

  /** How it ended, with all its words heard; it is made to, where it goes on. */
  int end() throws InterruptedException {
    if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    int code = process.waitFor();
    listener.join(TimeUnit.SECONDS.toMillis(END_SECONDS));
    return code;
  }

  /** From any thread. */
  void kill() {
    process.destroyForcibly();
  }

  @Override
  public void close() {
    kill();
    try {
      process.getInputStream().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
