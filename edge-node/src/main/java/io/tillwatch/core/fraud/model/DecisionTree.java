package io.tillwatch.core.fraud.model;

/**
 * One tree as XGBoost's JSON has it: a column per quantity, a row per node, the root is row 0.
 *
 * @param left rows of the children for a number below the threshold, -1 in a leaf
 * @param right rows of the children for any other number, -1 in a leaf
 * @param feature index of the number that is compared; of no meaning in a leaf
 * @param value the threshold, in a leaf what it adds to the margin
 * @param missingLeft where a missing number goes
 * @param cover weight of the training rows that came by (sum of their hessians), for contributions
 */
@SuppressWarnings("ArrayRecordComponent") // columns, handed on once and not compared
public record DecisionTree(
    int[] left, int[] right, int[] feature, float[] value, boolean[] missingLeft, float[] cover) {
  /** Deeper ones are no use to a tabular model and cost the walk of contributions its bound. */
  static final int MOST_DEPTH = 24;

  private static final int NONE = -1;

  /**
   * Checks that it is a tree.
   *
   * @throws UnusableModelException otherwise
   */
  public DecisionTree {
    int nodes = left.length;
    expect(nodes > 0, "a tree without nodes");
    expect(
        right.length == nodes
            && feature.length == nodes
            && value.length == nodes
            && missingLeft.length == nodes
            && cover.length == nodes,
        "the columns of a tree differ in length");
    boolean[] reached = new boolean[nodes];
    reach(0, 0, left, right, reached);
    for (int node = 0; node < nodes; node++) {
      expect(reached[node], "a tree with a node that does not hang on its root");
      expect(Float.isFinite(value[node]), "a threshold or leaf that is no finite number");
      expect(
          cover[node] > 0 && Float.isFinite(cover[node]),
          "a node with a cover (sum_hessian) of %s, expected more than 0",
          cover[node]);
    }
  }

  int nodes() {
    return left.length;
  }

  boolean isLeaf(int node) {
    return left[node] == NONE;
  }

  /** Of the training rows that came to a split, the share that went to the left. */
  double shareOfLeft(int node) {
    double toLeft = cover[left[node]];
    return toLeft / (toLeft + cover[right[node]]);
  }

  /** Edges from the root to the deepest leaf. */
  int depth() {
    return depth(0);
  }

  private int depth(int node) {
    return isLeaf(node) ? 0 : 1 + Math.max(depth(left[node]), depth(right[node]));
  }

  /** Goes through the nodes below and with this one; a node with two parents is met twice. */
  private static void reach(int node, int depth, int[] left, int[] right, boolean[] reached) {
    expect(node >= 0 && node < left.length, "a tree with a child at row %d, which is none", node);
    expect(depth <= MOST_DEPTH, "a tree deeper than %d", MOST_DEPTH);
    expect(!reached[node], "a tree in which a node has two parents");
    reached[node] = true;
    if (left[node] != NONE || right[node] != NONE) {
      reach(left[node], depth + 1, left, right, reached);
      reach(right[node], depth + 1, left, right, reached);
    }
  }

  private static void expect(boolean condition, String sentence, Object... values) {
    if (!condition) {
      throw new UnusableModelException(sentence.formatted(values));
    }
  }
}
