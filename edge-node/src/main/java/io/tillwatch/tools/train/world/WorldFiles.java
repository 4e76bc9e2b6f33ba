package io.tillwatch.tools.train.world;

import io.tillwatch.core.fraud.exploration.Exploration;
import io.tillwatch.core.fraud.scoring.Rules;
import io.tillwatch.core.retail.Transaction;
import io.tillwatch.tools.train.TrainingRow;
import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Writes a world for other tools: its events, each with its truth, as {@code evaluate} reads them,
 * and beside them what the shop came to know of which return, and when.
 */
final class WorldFiles {
  private WorldFiles() {}

  /**
   * @param folder made where it is missing
   */
  static void write(ShopWorld world, Path folder) throws IOException {
    Files.createDirectories(folder);
    String name = "world-" + world.plan().seed();
    List<JudgedReturn> judged;
    try (OutputStream out =
        new BufferedOutputStream(Files.newOutputStream(folder.resolve(name + ".jsonl")))) {
      WorldLines lines = new WorldLines(out);
      lines.context(world.context());
      judged =
          WorldRun.of(world, Rules.standard(), Exploration.OFF, happening -> add(lines, happening));
    }
    try (BufferedWriter out = Files.newBufferedWriter(folder.resolve(name + "-labels.csv"))) {
      out.write("id,knownAt,label\n");
      for (JudgedReturn one : judged) {
        Instant known = one.labelKnown();
        if (known != null) {
          TrainingRow label = one.knownAt(known);
          boolean fraud = Objects.requireNonNull(label.fraud());
          out.write(one.id() + "," + known + "," + (fraud ? "FRAUD" : "LEGIT") + "\n");
        }
      }
    }
  }

  private static void add(WorldLines lines, Happening happening) {
    try {
      boolean judged = happening.event() instanceof Transaction;
      lines.event(happening.event(), judged ? happening.isFraud() : null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
