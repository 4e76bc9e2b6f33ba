package io.tillwatch.edge.fraud.model;

import io.tillwatch.core.fraud.labels.TrainingLines;
import io.tillwatch.core.retail.Transaction;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a model is asked with, as CSV for {@code train} and for whoever trains elsewhere: id, time,
 * label, weight, then a column per feature; empty where a number or a label is not known.
 */
public final class FeatureLines implements AutoCloseable {
  /** The columns before the features. */
  public static final String HEADER = TrainingLines.FIRST_COLUMNS;

  private final @Nullable BufferedWriter out;

  private FeatureLines(@Nullable BufferedWriter out) {
    this.out = out;
  }

  /**
   * Begins the file with its header.
   *
   * @param file replaced where it is there; null: nothing is written
   */
  public static FeatureLines to(@Nullable Path file) throws IOException {
    if (file == null) {
      return new FeatureLines(null);
    }
    BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
    out.write(TrainingLines.header() + "\n");
    return new FeatureLines(out);
  }

  /** Whether anything is written. */
  public boolean isWanted() {
    return out != null;
  }

  /** Writes the numbers of one return. */
  public void write(Transaction refund, @Nullable String label, float[] numbers) {
    if (out == null) {
      return;
    }
    StringBuilder line = new StringBuilder(256);
    line.append(quoted(refund.id())).append(',').append(refund.at()).append(',');
    line.append(label == null ? "" : quoted(label)).append(",1");
    for (float number : numbers) {
      line.append(',');
      if (!Float.isNaN(number)) {
        line.append(number);
      }
    }
    try {
      out.append(line).append('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String quoted(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }

  @Override
  public void close() throws IOException {
    if (out != null) {
      out.close();
    }
  }
}
