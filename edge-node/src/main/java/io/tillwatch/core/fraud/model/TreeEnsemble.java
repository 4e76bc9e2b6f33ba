package io.tillwatch.core.fraud.model;

import java.util.Arrays;
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

  /**
   * Of a node: feature and where what is missing goes, threshold, left child, step to the right.
   */
  private static final int WIDTH = 4;

  private static final int THRESHOLD = 1;
  private static final int LEFT = 2;
  private static final int STEP = 3;

  private final int features;
  private final float baseMargin;
  private final int[] roots;
  private final int[] depths;

  /** A leaf leads to itself, so that a tree is walked by its depth and not asked for its end. */
  private final int[] nodes;

  private final float[] leaves;
  private final double[] share;
  private final double expectation;
  private final int deepest;

  /**
   * @param features how many numbers it is asked with
   * @param baseMargin log-odds before the first tree
   * @throws UnusableModelException if a tree asks for a number that there is not, or the whole is
   *     too large
   */
  public TreeEnsemble(int features, float baseMargin, List<DecisionTree> trees) {
    int count = trees.stream().mapToInt(DecisionTree::nodes).sum();
    expect(features > 0 && features <= MOST_FEATURES, features + " features, expected 1..1000");
    expect(Float.isFinite(baseMargin), "a base score that is no probability");
    expect(!trees.isEmpty(), "no tree, expected at least one");
    expect(count <= MOST_NODES, count + " nodes, expected at most " + MOST_NODES);
    this.features = features;
    this.baseMargin = baseMargin;
    this.roots = new int[trees.size()];
    this.depths = new int[trees.size()];
    this.nodes = new int[count * WIDTH];
    this.leaves = new float[count];
    this.share = new double[count];
    int at = 0;
    double expected = baseMargin;
    for (int tree = 0; tree < roots.length; tree++) {
      roots[tree] = at;
      depths[tree] = trees.get(tree).depth();
      append(trees.get(tree), at);
      expected += expectation(at);
      at += trees.get(tree).nodes();
    }
    this.expectation = expected;
    this.deepest = Arrays.stream(depths).max().orElse(0);
  }

  /** Lays the nodes out so that two children stand side by side. */
  private void append(DecisionTree tree, int at) {
    int[] order = new int[tree.nodes()];
    int known = 1;
    for (int i = 0; i < order.length; i++) {
      int node = order[i];
      if (tree.isLeaf(node)) {
        leaf(at + i, tree.value()[node]);
      } else {
        order[known] = tree.left()[node];
        order[known + 1] = tree.right()[node];
        split(tree, node, at + i, at + known);
        known += 2;
      }
    }
  }

  private void leaf(int place, float value) {
    leaves[place] = value;
    nodes[place * WIDTH + LEFT] = place;
  }

  private void split(DecisionTree tree, int node, int place, int children) {
    int asked = tree.feature()[node];
    expect(
        asked >= 0 && asked < features,
        "a tree asks for feature " + asked + ", there are " + features);
    nodes[place * WIDTH] = asked << 1 | (tree.missingLeft()[node] ? 0 : 1);
    nodes[place * WIDTH + THRESHOLD] = Float.floatToIntBits(tree.value()[node]);
    nodes[place * WIDTH + LEFT] = children;
    nodes[place * WIDTH + STEP] = 1;
    share[children] = tree.shareOfLeft(node);
    share[children + 1] = 1 - tree.shareOfLeft(node);
  }

  /** How many numbers it is asked with. */
  public int features() {
    return features;
  }

  /**
   * The log-odds of fraud.
   *
   * @param numbers as many as {@link #features()}, NaN where missing
   */
  public float margin(float[] numbers) {
    checkLength(numbers);
    float sum = baseMargin;
    for (int tree = 0; tree < roots.length; tree++) {
      int node = roots[tree];
      for (int level = depths[tree]; level > 0; level--) {
        node = next(node, numbers);
      }
      sum += leaves[node];
    }
    return sum;
  }

  /**
   * What each number contributed to the margin (exact Shapley values of the trees' own expectation,
   * Lundberg et al. 2018, as XGBoost's {@code pred_contribs}).
   *
   * @return as many values as {@link #features()}, and last what no number contributes; their sum,
   *     in any order, is the margin to the last bit ({@link ExactSum})
   */
  public double[] contributions(float[] numbers) {
    float margin = margin(numbers);
    double[] contributed = new double[features + 1];
    contributed[features] = expectation;
    TreeShap shap = new TreeShap(this, numbers, contributed, deepest);
    for (int root : roots) {
      shap.add(root);
    }
    ExactSum.settle(contributed, margin);
    return contributed;
  }

  /** Where the numbers go on from a node; a leaf stays where it is. */
  int next(int node, float[] numbers) {
    int at = node * WIDTH;
    int asked = nodes[at];
    float number = numbers[asked >> 1];
    // arithmetic and no branch: which way a row goes cannot be guessed
    int right = number < Float.intBitsToFloat(nodes[at + THRESHOLD]) ? 0 : 1;
    int side = Float.isNaN(number) ? asked & 1 : right;
    return nodes[at + LEFT] + (side & nodes[at + STEP]);
  }

  boolean isLeaf(int node) {
    return nodes[node * WIDTH + STEP] == 0;
  }

  /** Of a split: the feature that is asked. */
  int feature(int node) {
    return nodes[node * WIDTH] >> 1;
  }

  /** Of a leaf: what it adds. */
  float value(int node) {
    return leaves[node];
  }

  /** The other child of a split. */
  int sibling(int node, int child) {
    return 2 * nodes[node * WIDTH + LEFT] + 1 - child;
  }

  /** Of the training rows that came to a node's parent, the share that went on to the node. */
  double share(int node) {
    return share[node];
  }

  /** Mean of the training rows below a node. */
  private double expectation(int node) {
    int left = nodes[node * WIDTH + LEFT];
    return isLeaf(node)
        ? leaves[node]
        : share[left] * expectation(left) + share[left + 1] * expectation(left + 1);
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
