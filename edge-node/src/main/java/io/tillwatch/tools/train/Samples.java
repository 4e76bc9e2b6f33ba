package io.tillwatch.tools.train;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Labelled rows for training, in one flat array as XGBoost wants them. Rows are added once, in the
 * order of their time, and then only read.
 */
public final class Samples {
  private static final int FIRST_ROWS = 1024;

  private final List<String> features;
  private float[] numbers;
  private float[] labels = new float[FIRST_ROWS];
  private int[] weights = new int[FIRST_ROWS];
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
    add(row, fraud, 1);
  }

  /**
   * @param row one number per feature, NaN where missing
   * @param weight for how many rows it speaks
   */
  public void add(float[] row, boolean fraud, int weight) {
    if (row.length != features.size()) {
      throw new IllegalArgumentException(row.length + " numbers of " + features.size());
    }
    if (rows == labels.length) {
      labels = Arrays.copyOf(labels, rows * 2);
      weights = Arrays.copyOf(weights, rows * 2);
      numbers = Arrays.copyOf(numbers, rows * 2 * row.length);
    }
    System.arraycopy(row, 0, numbers, rows * row.length, row.length);
    weights[rows] = weight;
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

  /** For how many rows a row speaks. */
  int weight(int row) {
    return weights[row];
  }

  /** Per row; null where each speaks for itself alone. */
  float @Nullable [] weights() {
    boolean differ = false;
    float[] all = new float[rows];
    for (int row = 0; row < rows; row++) {
      all[row] = weights[row];
      differ |= weights[row] != 1;
    }
    return differ ? all : null;
  }

  /** 1 for fraud, 0 otherwise. */
  float[] labels() {
    return Arrays.copyOf(labels, rows);
  }
}
