package io.tillwatch.core.fraud.model;

/**
 * Exact Shapley values of one row in polynomial time (the values of Lundberg, Erion, Lee:
 * Consistent individualized feature attribution for tree ensembles, 2018). Walks each tree once.
 *
 * <p>Each number that is asked on the way to a leaf either leads the row there or does not. Of
 * those that lead there, {@code z} is the share of the training rows that come this way too, and
 * the weights of all their subsets, by size, are the coefficients of the product of all {@code (x +
 * z)}. That product is kept per level. Of those that lead elsewhere only the product of their
 * shares counts, and all of them contribute the same to a leaf: it is summed up on the way back.
 *
 * <p>One row, one thread.
 */
final class TreeShap {
  private static final int MOST = DecisionTree.MOST_DEPTH + 1;

  /** Of so many numbers on the way: the weight of a subset of so many of the others. */
  private static final double[][] WEIGHT = new double[MOST][];

  static {
    for (int all = 1; all < MOST; all++) {
      WEIGHT[all] = new double[all];
      WEIGHT[all][0] = 1.0 / all;
      for (int size = 1; size < all; size++) {
        WEIGHT[all][size] = WEIGHT[all][size - 1] * size / (all - size);
      }
    }
  }

  private final TreeEnsemble model;
  private final float[] numbers;
  private final double[] contributed;

  /** Whether a number was asked on the way and leads the row elsewhere. */
  private final boolean[] astray;

  /** The numbers that lead the row this way, and the shares of the training rows. */
  private final int[] feature;

  private final double[] share;

  /** Products: two stretches per level at most, of a split by a number that was asked before. */
  private final double[] product;

  private final int stretch;

  /**
   * @param contributed one place per feature, added to
   * @param depth of the deepest tree
   */
  TreeShap(TreeEnsemble model, float[] numbers, double[] contributed, int depth) {
    this.model = model;
    this.numbers = numbers;
    this.contributed = contributed;
    this.astray = new boolean[numbers.length];
    this.feature = new int[depth + 1];
    this.share = new double[depth + 1];
    this.stretch = depth + 1;
    this.product = new double[stretch * 2 * (depth + 1)];
    product[0] = 1;
  }

  /** Adds what one tree contributes. */
  void add(int root) {
    walk(root, 0, 0, 0, 1);
  }

  /**
   * Goes on at a node. Values and not a record, since this is called for every node of every tree.
   *
   * @param at where the product of this way begins
   * @param known numbers that lead the row this way
   * @param all numbers that were asked on this way
   * @param zero share of the training rows that come this way by the other numbers
   * @return what each number that leads elsewhere contributes to the leaves below, taken together
   */
  private double walk(int node, int at, int known, int all, double zero) {
    if (model.isLeaf(node)) {
      return leaf(model.value(node) * zero, at, known, all);
    }
    int asked = model.feature(node);
    int hot = model.next(node, numbers);
    int cold = model.sibling(node, hot);
    if (astray[asked]) {
      return walk(hot, at, known, all, zero * model.share(hot))
          + walk(cold, at, known, all, zero * model.share(cold));
    }
    for (int place = 0; place < known; place++) {
      if (feature[place] == asked) {
        return again(place, hot, cold, at, known, all, zero);
      }
    }
    double here = model.share(hot);
    int next = at + stretch;
    multiply(at, next, known, here);
    feature[known] = asked;
    share[known] = here;
    return walk(hot, next, known + 1, all + 1, zero)
        + stray(asked, cold, at, known, all + 1, zero * model.share(cold));
  }

  /** Goes on where the row does not, for the first time because of this number. */
  private double stray(int asked, int node, int at, int known, int all, double zero) {
    astray[asked] = true;
    double below = walk(node, at, known, all, zero);
    astray[asked] = false;
    contributed[asked] += below;
    return below;
  }

  /** Goes on at a split by a number that has led the row this way before. */
  private double again(int place, int hot, int cold, int at, int known, int all, double zero) {
    int asked = feature[place];
    double before = share[place];
    int without = at + stretch;
    divide(at, without, known, before);
    int next = without + stretch;
    share[place] = before * model.share(hot);
    multiply(without, next, known - 1, share[place]);
    double below = walk(hot, next, known, all, zero);

    int last = known - 1;
    feature[place] = feature[last];
    share[place] = share[last];
    below += stray(asked, cold, without, last, all, zero * before * model.share(cold));
    feature[last] = feature[place];
    share[last] = share[place];
    feature[place] = asked;
    share[place] = before;
    return below;
  }

  /** Times (x + z), of a product of so many factors. */
  private void multiply(int from, int to, int factors, double z) {
    double lower = 0;
    for (int i = 0; i <= factors; i++) {
      double here = product[from + i];
      product[to + i] = lower + z * here;
      lower = here;
    }
    product[to + factors + 1] = lower;
  }

  /** Through (x + z), which is one of so many factors; a share is 1 at most, so no error grows. */
  private void divide(int from, int to, int factors, double z) {
    double here = product[from + factors];
    for (int i = factors - 1; i >= 0; i--) {
      product[to + i] = here;
      here = product[from + i] - z * here;
    }
  }

  private double leaf(double value, int at, int known, int all) {
    if (all == 0) {
      return 0;
    }
    double[] weight = WEIGHT[all];
    for (int place = 0; place < known; place++) {
      double z = share[place];
      // the product without this number's factor, coefficient by coefficient
      double here = product[at + known];
      double sum = 0;
      for (int i = known - 1; i >= 0; i--) {
        sum += weight[i] * here;
        here = product[at + i] - z * here;
      }
      contributed[feature[place]] += sum * (1 - z) * value;
    }
    if (known == all) {
      return 0;
    }
    double sum = 0;
    for (int i = 0; i <= known; i++) {
      sum += weight[i] * product[at + i];
    }
    return -sum * value;
  }
}
