package io.tillwatch.tools.train;

import io.tillwatch.core.fraud.features.FeatureSet;
import io.tillwatch.core.oplog.Sha256;
import io.tillwatch.edge.fraud.model.FeatureLines;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Returns whose truth is known, as {@code evaluate --features} wrote them, in order of time. */
final class LabelledReturns {
  private static final long MOST_BYTES = 1L << 30;
  private static final int MOST_WEIGHT = 1_000;
  private static final String FRAUD = "FRAUD";
  private static final String HONEST = "LEGIT";

  private final List<TrainingRow> rows = new ArrayList<>();
  private final String hash;
  private int withoutLabel;

  private LabelledReturns(String hash) {
    this.hash = hash;
  }

  /**
   * Reads a file.
   *
   * @throws TrainingFailedException if it is another, with the line
   */
  static LabelledReturns read(Path file) throws IOException {
    if (Files.size(file) > MOST_BYTES) {
      throw new TrainingFailedException(file + " is longer than " + MOST_BYTES + " bytes");
    }
    List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    LabelledReturns returns = new LabelledReturns(Sha256.hex(Files.readAllBytes(file)));
    String header = FeatureLines.HEADER + String.join(",", FeatureSet.names());
    if (lines.isEmpty() || !lines.get(0).equals(header)) {
      throw new TrainingFailedException(
          file
              + " does not begin with the columns of this version; write it with"
              + " evaluate --features");
    }
    for (int i = 1; i < lines.size(); i++) {
      try {
        returns.add(lines.get(i));
      } catch (DateTimeException | NumberFormatException e) {
        throw new TrainingFailedException(
            "%s, line %d: expected id, time, label, weight and %d numbers: %s"
                .formatted(file, i + 1, FeatureSet.names().size(), e.getMessage()));
      }
    }
    returns.rows.sort(Comparator.comparing(TrainingRow::at));
    return returns;
  }

  private void add(String line) {
    // behind the id, which alone may hold a comma
    int idEnds = line.startsWith("\"") ? line.indexOf("\",", 1) + 2 : 0;
    String[] cells = line.substring(idEnds).split(",", -1);
    int numbers = FeatureSet.names().size();
    if (idEnds < 2 || cells.length != numbers + 3) {
      throw new NumberFormatException("found " + cells.length + " cells behind the id");
    }
    Boolean fraud = label(cells[1]);
    withoutLabel += fraud == null ? 1 : 0;
    float[] row = new float[numbers];
    for (int i = 0; i < numbers; i++) {
      row[i] = cells[i + 3].isEmpty() ? Float.NaN : Float.parseFloat(cells[i + 3]);
    }
    rows.add(new TrainingRow(Instant.parse(cells[0]), fraud, weight(cells[2]), row));
  }

  private static int weight(String cell) {
    int weight = Integer.parseInt(cell);
    if (weight < 1 || weight > MOST_WEIGHT) {
      throw new NumberFormatException("a weight of " + weight + " is not within 1..1000");
    }
    return weight;
  }

  /** Null where nobody knows; a label of another kind is no truth either. */
  private static @Nullable Boolean label(String cell) {
    return switch (cell.replace("\"", "")) {
      case FRAUD -> Boolean.TRUE;
      case HONEST -> Boolean.FALSE;
      default -> null;
    };
  }

  /** In order of time, with those that nobody judged. */
  List<TrainingRow> rows() {
    return rows;
  }

  /** Returns that nobody judged. */
  int withoutLabel() {
    return withoutLabel;
  }

  /** SHA-256 of the file. */
  String hash() {
    return hash;
  }
}
