package io.tillwatch.edge.redis;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One running server. It ends when the node ends, however that happens: a watcher reads a pipe from
 * the node, and an end of it without the word "released" stops the server. It runs in a session of
 * its own where the machine has setsid, so that Ctrl-C in a terminal lets the node finish first.
 */
final class RedisProcess {
  private static final String LAUNCH =
      """
      exec 3<&0 </dev/null
      echo "$$" > "$1.new" && mv -f "$1.new" "$1" || exit 1
      ( trap '' INT HUP; read -r word <&3 || kill -TERM "$$" ) >/dev/null 2>&1 &
      exec 3<&-
      shift
      exec "$@"
      """;

  private static final String IN_OWN_SESSION =
      "if command -v setsid >/dev/null 2>&1; then exec setsid sh -c \"$0\" sh \"$@\"; "
          + "else exec sh -c \"$0\" sh \"$@\"; fi";

  private final Process process;

  private RedisProcess(Process process) {
    this.process = process;
  }

  static RedisProcess launch(Path executable, Path confFile, Path pidFile) throws IOException {
    File log = confFile.resolveSibling("redis.out").toFile();
    return new RedisProcess(
        new ProcessBuilder(
                List.of(
                    "sh",
                    "-c",
                    IN_OWN_SESSION,
                    LAUNCH,
                    pidFile.toAbsolutePath().toString(),
                    executable.toString(),
                    confFile.toAbsolutePath().toString()))
            .redirectErrorStream(true)
            .redirectOutput(log)
            .start());
  }

  long pid() {
    return process.pid();
  }

  /** Waits for the end, but not longer. */
  boolean endsWithin(Duration time) throws InterruptedException {
    return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  void onEnd(Runnable action) {
    process
        .onExit()
        .thenRun(
            () -> {
              releaseWatcher();
              action.run();
            });
  }

  /** Ends it: politely, then not. */
  void stop(Duration patience) throws InterruptedException {
    process.destroy();
    if (!endsWithin(patience)) {
      process.destroyForcibly();
      endsWithin(patience);
    }
    releaseWatcher();
  }

  private void releaseWatcher() {
    try (OutputStream pipe = process.getOutputStream()) {
      pipe.write("released\n".getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      // the watcher is gone already
    }
  }
}
