package io.tillwatch.core.fraud.model;

import java.util.List;

/**
 * Gradient-boosted trees over single-precision numbers, laid out flat. Gives what XGBoost gives for
 * the same numbers, to the bit: sums in single precision, tree by tree; a missing number is NaN and
 * goes where the split sends what is missing.
 *
 * <p>Immutable, shared by threads.
 */
public final class TreeEnsemble {
  private static final int MOST_NODES = 1 << 20;
  private static final int MOST_FEATURES = 1000;
  private static final int LEAF = -1;

  private final int features;
  private final float baseMargin;
  private final int[] roots;
  private final int[] feature;
  private final float[] value;
  private final int[] left;
  private final int[] right;
  private final int[] missing;
  private final double[] share;
  private final int depth;

  /**
   * @param features how many numbers it is asked with
   * @param baseMargin log-odds before the first tree
   * @throws UnusableModelException if a tree asks for a number that there is not, or the whole is
   *     too large
   */
  public TreeEnsemble(int features, float baseMargin, List<DecisionTree> trees) {
    int nodes = trees.stream().mapToInt(DecisionTree::nodes).sum();
    expect(features > 0 && features <= MOST_FEATURES, features + " features, expected 1..1000");
    expect(Float.isFinite(baseMargin), "a base score that is no probability");
    expect(!trees.isEmpty(), "no tree, expected at least one");
    expect(nodes <= MOST_NODES, nodes + " nodes, expected at most " + MOST_NODES);
    this.features = features;
    this.baseMargin = baseMargin;
    this.roots = new int[trees.size()];
    this.feature = new int[nodes];
    this.value = new float[nodes];
    this.left = new int[nodes];
    this.right = new int[nodes];
    this.missing = new int[nodes];
    this.share = new double[nodes];
    this.depth = trees.stream().mapToInt(DecisionTree::depth).max().orElseThrow();
    int at = 0;
    for (int tree = 0; tree < roots.length; tree++) {
      roots[tree] = at;
      append(trees.get(tree), at);
      at += trees.get(tree).nodes();
    }
  }

  private void append(DecisionTree tree, int at) {
    for (int node = 0; node < tree.nodes(); node++) {
      int place = at + node;
      value[place] = tree.value()[node];
      feature[place] = tree.isLeaf(node) ? LEAF : tree.feature()[node];
      if (!tree.isLeaf(node)) {
        int asked = tree.feature()[node];
        expect(
            asked >= 0 && asked < features,
            "a tree asks for feature " + asked + ", there are " + features);
        left[place] = at + tree.left()[node];
        right[place] = at + tree.right()[node];
        missing[place] = tree.missingLeft()[node] ? left[place] : right[place];
        share[left[place]] = tree.shareOfLeft(node);
        share[right[place]] = 1 - tree.shareOfLeft(node);
      }
    }
  }

  /** How many numbers it is asked with. */
  public int features() {
    return features;
  }

  public int trees() {
    return roots.length;
  }

  /**
   * The log-odds of fraud.
   *
   * @param numbers as many as {@link #features()}, NaN where missing
   */
  public float margin(float[] numbers) {
    checkLength(numbers);
    float sum = baseMargin;
    for (int root : roots) {
      sum += value[leaf(root, numbers)];
    }
    return sum;
  }

  /**
   * What each number contributed to the margin (exact Shapley values of the trees' own expectation,
   * Lundberg et al. 2018, as XGBoost's {@code pred_contribs}).
   *
   * @return as many values as {@link #features()}, and last what no number contributes; their sum
   *     is the margin
   */
  public double[] contributions(float[] numbers) {
    checkLength(numbers);
    double[] contributed = new double[features + 1];
    contributed[features] = baseMargin;
    TreeShap shap = new TreeShap(this, numbers, contributed, depth);
    for (int root : roots) {
      contributed[features] += expectation(root);
      shap.add(root);
    }
    return contributed;
  }

  private int leaf(int root, float[] numbers) {
    int node = root;
    while (feature[node] != LEAF) {
      node = next(node, numbers);
    }
    return node;
  }

  /** Where the numbers go on from a split. */
  int next(int node, float[] numbers) {
    float number = numbers[feature[node]];
    if (number < value[node]) {
      return left[node];
    }
    return Float.isNaN(number) ? missing[node] : right[node];
  }

  boolean isLeaf(int node) {
    return feature[node] == LEAF;
  }

  int feature(int node) {
    return feature[node];
  }

  /** Of a leaf: what it adds. */
  float value(int node) {
    return value[node];
  }

  /** The other child of a split. */
  int sibling(int node, int child) {
    return left[node] == child ? right[node] : left[node];
  }

  /** Of the training rows that came to a node's parent, the share that went on to the node. */
  double share(int node) {
    return share[node];
  }

  private double expectation(int node) {
    return isLeaf(node)
        ? value[node]
        : share[left[node]] * expectation(left[node])
            + share[right[node]] * expectation(right[node]);
  }

  private void checkLength(float[] numbers) {
    if (numbers.length != features) {
      throw new IllegalArgumentException(
          numbers.length + " numbers, the model has " + features + " features");
    }
  }

  private static void expect(boolean condition, String sentence) {
    if (!condition) {
      throw new UnusableModelException(sentence);
    }
  }
}
