package io.tillwatch.tools.train.handbook;

import io.tillwatch.tools.train.TrainingFailedException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** The Handbook's payments in columns, in order of time. */
final class Payments {
  static final int DAY = 86_400;

  private static final int COLUMNS = 7;
  private static final int FIRST_ROWS = 1 << 20;

  private int[] time = new int[FIRST_ROWS];
  private int[] customer = new int[FIRST_ROWS];
  private int[] terminal = new int[FIRST_ROWS];
  private int[] cents = new int[FIRST_ROWS];
  private boolean[] fraud = new boolean[FIRST_ROWS];
  private int rows;

  private Payments() {}

  /**
   * Reads {@code id,t,cust,term,amt,fraud,sc} with a header, gzipped.
   *
   * @throws TrainingFailedException if the file is another
   */
  static Payments read(Path file) {
    Payments payments = new Payments();
    try (InputStream in =
        new BufferedInputStream(
            new GZIPInputStream(Files.newInputStream(file), 1 << 16), 1 << 16)) {
      while (in.read() != '\n') {
        if (in.available() == 0) {
          throw new IOException("no header line");
        }
      }
      while (payments.readRow(in)) {}
    } catch (IOException e) {
      throw new TrainingFailedException(
          "%s is not the Handbook's file (id,t,cust,term,amt,fraud,sc; gzip): %s"
              .formatted(file, e.getMessage()));
    }
    return payments;
  }

  private boolean readRow(InputStream in) throws IOException {
    int[] values = new int[COLUMNS];
    for (int column = 0; column < COLUMNS; column++) {
      int value = 0;
      int next = in.read();
      if (next < 0 && column == 0) {
        return false;
      }
      for (; next >= '0' && next <= '9'; next = in.read()) {
        value = Math.addExact(Math.multiplyExact(value, 10), next - '0');
      }
      if (next != (column == COLUMNS - 1 ? '\n' : ',')) {
        throw new IOException("row " + (rows + 1) + ", column " + (column + 1));
      }
      values[column] = value;
    }
    add(values);
    return true;
  }

  private void add(int[] values) {
    if (rows == time.length) {
      int longer = rows * 2;
      time = Arrays.copyOf(time, longer);
      customer = Arrays.copyOf(customer, longer);
      terminal = Arrays.copyOf(terminal, longer);
      cents = Arrays.copyOf(cents, longer);
      fraud = Arrays.copyOf(fraud, longer);
    }
    time[rows] = values[1];
    customer[rows] = values[2];
    terminal[rows] = values[3];
    cents[rows] = values[4];
    fraud[rows++] = values[5] == 1;
  }

  int rows() {
    return rows;
  }

  /** Seconds since 2018-04-01. */
  int time(int row) {
    return time[row];
  }

  int day(int row) {
    return time[row] / DAY;
  }

  int customer(int row) {
    return customer[row];
  }

  int terminal(int row) {
    return terminal[row];
  }

  float amount(int row) {
    return cents[row] / 100f;
  }

  boolean isFraud(int row) {
    return fraud[row];
  }
}
