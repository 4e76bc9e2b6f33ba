package io.tillwatch.core.fraud.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Contributions against the definition of Shapley values, by trying every subset. */
class TreeShapTest {
  private static final int FEATURES = 5;
  private static final int TRIES = 300;
  private static final int ROWS = 50_000;
  private static final int MODELS = 10;

  private final SplittableRandom random = new SplittableRandom(11);

  /** A tree as it grows: columns of which more rows may come. */
  private final class Growing {
    private final List<Integer> left = new ArrayList<>();
    private final List<Integer> right = new ArrayList<>();
    private final List<Integer> feature = new ArrayList<>();
    private final List<Float> value = new ArrayList<>();
    private final List<Float> cover = new ArrayList<>();

    int grow(int depth, float rows) {
      int node = left.size();
      boolean isLeaf = depth == 0 || node > 0 && random.nextInt(6) == 0;
      left.add(-1);
      right.add(-1);
      feature.add(random.nextInt(FEATURES));
      value.add((float) (random.nextDouble() - 0.5));
      cover.add(rows);
      if (!isLeaf) {
        float toLeft = (float) (rows * (0.02 + 0.96 * random.nextDouble()));
        left.set(node, grow(depth - 1, toLeft));
        right.set(node, grow(depth - 1, rows - toLeft));
      }
      return node;
    }

    DecisionTree tree() {
      int nodes = left.size();
      boolean[] missingLeft = new boolean[nodes];
      for (int i = 0; i < nodes; i++) {
        missingLeft[i] = random.nextBoolean();
      }
      return new DecisionTree(
          left.stream().mapToInt(i -> i).toArray(),
          right.stream().mapToInt(i -> i).toArray(),
          feature.stream().mapToInt(i -> i).toArray(),
          floats(value),
          missingLeft,
          floats(cover));
    }

    private static float[] floats(List<Float> list) {
      float[] floats = new float[list.size()];
      for (int i = 0; i < floats.length; i++) {
        floats[i] = list.get(i);
      }
      return floats;
    }
  }

  /** Numbers are asked again and again on the way to a leaf where there are more levels. */
  private DecisionTree tree(int depth) {
    Growing growing = new Growing();
    growing.grow(depth, 1_000);
    return growing.tree();
  }

  private float[] row() {
    float[] row = new float[FEATURES];
    for (int i = 0; i < FEATURES; i++) {
      row[i] = random.nextInt(6) == 0 ? Float.NaN : (float) (random.nextDouble() - 0.5);
    }
    return row;
  }

  /** Mean of a tree over the training rows, where only the numbers of a subset are known. */
  private static double expectation(DecisionTree tree, int node, float[] row, int known) {
    if (tree.isLeaf(node)) {
      return tree.value()[node];
    }
    int left = tree.left()[node];
    int right = tree.right()[node];
    int asked = tree.feature()[node];
    if ((known >> asked & 1) == 0) {
      double share = tree.shareOfLeft(node);
      return share * expectation(tree, left, row, known)
          + (1 - share) * expectation(tree, right, row, known);
    }
    boolean goesLeft =
        Float.isNaN(row[asked]) ? tree.missingLeft()[node] : row[asked] < tree.value()[node];
    return expectation(tree, goesLeft ? left : right, row, known);
  }

  private static double shapley(List<DecisionTree> trees, float[] row, int feature) {
    double sum = 0;
    for (int known = 0; known < 1 << FEATURES; known++) {
      if ((known >> feature & 1) == 0) {
        double weight = 1.0 / FEATURES;
        int size = Integer.bitCount(known);
        for (int i = 1; i <= size; i++) {
          weight = weight * i / (FEATURES - i);
        }
        for (DecisionTree tree : trees) {
          sum +=
              weight
                  * (expectation(tree, 0, row, known | 1 << feature)
                      - expectation(tree, 0, row, known));
        }
      }
    }
    return sum;
  }

  @Test
  void contributionsAreWhatTheDefinitionSays() {
    for (int attempt = 0; attempt < TRIES; attempt++) {
      List<DecisionTree> trees = List.of(tree(1 + attempt % 7), tree(attempt % 3));
      TreeEnsemble model = new TreeEnsemble(FEATURES, -0.25f, trees);
      float[] row = row();

      double[] contributed = model.contributions(row);

      for (int feature = 0; feature < FEATURES; feature++) {
        assertThat(contributed[feature])
            .as("try %d, feature %d", attempt, feature)
            .isCloseTo(shapley(trees, row, feature), within(1e-12));
      }
    }
  }

  @Test
  void theirSumIsTheMarginToTheLastBitInAnyOrderForFiftyThousandRows() {
    for (int size = 1; size <= MODELS; size++) {
      List<DecisionTree> trees = new ArrayList<>();
      for (int i = 0; i < size * size; i++) {
        trees.add(tree(4));
      }
      TreeEnsemble model = new TreeEnsemble(FEATURES, 0.1f, trees);
      for (int i = 0; i < ROWS / MODELS; i++) {
        float[] row = row();
        double margin = model.margin(row);

        double[] contributed = model.contributions(row);

        double forward = 0;
        double backward = 0;
        for (int part = 0; part <= FEATURES; part++) {
          forward += contributed[part];
          backward += contributed[FEATURES - part];
        }
        if (forward != margin || backward != margin) {
          fail("%d trees: %s and %s instead of %s", size * size, forward, backward, margin);
        }
      }
    }
  }

  /** The deepest that is read, all of it one way, and each number asked many times. */
  @Test
  void aWayAsDeepAsThereMayBeStaysExact() {
    int depth = DecisionTree.MOST_DEPTH;
    int nodes = 2 * depth + 1;
    int[] left = new int[nodes];
    int[] right = new int[nodes];
    int[] feature = new int[nodes];
    float[] value = new float[nodes];
    float[] cover = new float[nodes];
    for (int i = 0; i < nodes; i++) {
      boolean isSplit = i % 2 == 0 && i < nodes - 1;
      left[i] = isSplit ? i + 1 : -1;
      right[i] = isSplit ? i + 2 : -1;
      feature[i] = i / 2 % FEATURES;
      value[i] = isSplit ? -1 + i / 100f : i;
      cover[i] = isSplit ? 1_000 - i * 10 : 5;
    }
    DecisionTree tree = new DecisionTree(left, right, feature, value, new boolean[nodes], cover);
    float[] row = {0, 0, Float.NaN, -0.9f, 0};

    double[] contributed = new TreeEnsemble(FEATURES, 0, List.of(tree)).contributions(row);

    for (int i = 0; i < FEATURES; i++) {
      assertThat(contributed[i]).isCloseTo(shapley(List.of(tree), row, i), within(1e-9));
    }
  }

  @Test
  void aShareThatIsAlmostNothingAndATotalOfNothingGiveNumbers() {
    int[] leaf = {1, -1, -1};
    int[] other = {2, -1, -1};
    float[] cover = {1, Float.MIN_VALUE, 1e30f};
    DecisionTree tree =
        new DecisionTree(leaf, other, new int[3], new float[] {0, 1, -1}, new boolean[3], cover);
    TreeEnsemble model = new TreeEnsemble(1, 1, List.of(tree));

    assertThat(model.contributions(new float[] {-1})).containsExactly(2, 0);
    double[] none = model.contributions(new float[] {1});
    assertThat(none[0]).isCloseTo(0, within(1e-60));
    assertThat(none[0] + none[1]).isZero();
  }

  @Test
  void aMarginBeyondSinglePrecisionIsNoReasonForNumbersThatAreNone() {
    int[] leaf = {1, -1, -1};
    int[] other = {2, -1, -1};
    float most = Float.MAX_VALUE;
    DecisionTree tree =
        new DecisionTree(
            leaf,
            other,
            new int[3],
            new float[] {0, most, -most},
            new boolean[3],
            new float[] {2, 1, 1});
    TreeEnsemble model = new TreeEnsemble(1, 0, List.of(tree, tree));

    assertThat(model.margin(new float[] {-1})).isEqualTo(Float.POSITIVE_INFINITY);
    assertThat(model.contributions(new float[] {-1})[0]).isEqualTo(2.0 * most);
  }
}
