package io.tillwatch.edge.photos;

import io.tillwatch.core.ledger.FileRewrite;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.config.files.PrivateFile;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that what was deleted from Redis leaves Redis's files as well. A file in the keys'
 * folder tells of it from before the deletion until the files are written anew, so a node that ends
 * in between does it when it starts again.
 */
final class FilePurge {
  private static final Logger LOG = LoggerFactory.getLogger(FilePurge.class);
  private static final Duration ASK_AGAIN = Duration.ofSeconds(1);
  private static final String FILE = "rewrite-wanted";

  private final Vertx vertx;
  private final Bus bus;
  private final Path folder;
  private final Path file;

  /** Deletions whose bytes may still stand in a file. */
  private int open;

  FilePurge(Vertx vertx, Bus bus, Path folder) {
    this.vertx = vertx;
    this.bus = bus;
    this.folder = folder;
    this.file = folder.resolve(FILE);
  }

  /**
   * Does what a node that ended left to do, and, where no key was ever made, what the version
   * before did not: its erased pictures stand in Redis's file as they were.
   */
  Future<Void> resume() {
    return vertx
        .executeBlocking(() -> Files.exists(file) || !Files.exists(folder), false)
        .onSuccess(
            left -> {
              if (left) {
                open++;
                rewrite();
              }
            })
        .mapEmpty();
  }

  /** Runs a deletion; the files are written anew after it, which nobody waits for. */
  Future<Void> after(Supplier<Future<Void>> deletion) {
    open++;
    return vertx
        .executeBlocking(this::note, false)
        .compose(noted -> deletion.get())
        .onSuccess(deleted -> rewrite())
        // whoever deletes tries again, and the file stays until then
        .onFailure(why -> open--);
  }

  private Void note() throws IOException {
    PrivateFile.replace(file, "");
    return null;
  }

  private void rewrite() {
    ask(FileRewrite.WANTED);
  }

  private void ask(FileRewrite question) {
    bus.ask(Channels.REWRITE_FILE, question)
        .onSuccess(
            answer -> {
              if (answer.done()) {
                written();
              } else {
                vertx.setTimer(ASK_AGAIN.toMillis(), later -> ask(answer));
              }
            })
        .onFailure(why -> vertx.setTimer(ASK_AGAIN.toMillis(), later -> ask(question)));
  }

  private void written() {
    open--;
    if (open == 0) {
      vertx
          .executeBlocking(() -> Files.deleteIfExists(file), false)
          .onFailure(
              why ->
                  LOG.atWarn()
                      .addKeyValue("error", why.getMessage())
                      .log("a note could not be removed; redis's files are written anew again"));
    }
  }
}
