package io.tillwatch.tools.train;

import java.util.Arrays;
import java.util.List;

/**
 * Labelled rows for training, in one flat array as XGBoost wants them. Rows are added once, in the
 * order of their time, and then only read.
 */
public final class Samples {
  private static final int FIRST_ROWS = 1024;

  private final List<String> features;
  private float[] numbers;
  private float[] labels = new float[FIRST_ROWS];
  private int rows;
  private int positives;

  public Samples(List<String> features) {
    this.features = List.copyOf(features);
    numbers = new float[FIRST_ROWS * features.size()];
  }

  /**
   * @param row one number per feature, NaN where missing
   */
  public void add(float[] row, boolean fraud) {
    if (row.length != features.size()) {
      throw new IllegalArgumentException(row.length + " numbers of " + features.size());
    }
    if (rows == labels.length) {
      labels = Arrays.copyOf(labels, rows * 2);
      numbers = Arrays.copyOf(numbers, rows * 2 * row.length);
    }
    System.arraycopy(row, 0, numbers, rows * row.length, row.length);
    labels[rows++] = fraud ? 1 : 0;
    positives += fraud ? 1 : 0;
  }

  public List<String> features() {
    return features;
  }

  public int rows() {
    return rows;
  }

  /** How many rows are frauds. */
  public int positives() {
    return positives;
  }

  public boolean isFraud(int row) {
    return labels[row] == 1;
  }

  /** The numbers of a row. */
  public float[] row(int row) {
    int width = features.size();
    return Arrays.copyOfRange(numbers, row * width, (row + 1) * width);
  }

  /** All rows behind each other. */
  float[] numbers() {
    return Arrays.copyOf(numbers, rows * features.size());
  }

  /** 1 for fraud, 0 otherwise. */
  float[] labels() {
    return Arrays.copyOf(labels, rows);
  }
}
