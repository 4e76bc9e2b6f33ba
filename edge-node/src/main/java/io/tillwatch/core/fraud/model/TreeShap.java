package io.tillwatch.core.fraud.model;

/**
 * Exact Shapley values of one row in polynomial time: walks each tree once and keeps, for the
 * features on the way to a node, the weights of all subsets of them that lead there (Lundberg,
 * Erion, Lee: Consistent individualized feature attribution for tree ensembles, 2018, algorithm 2).
 *
 * <p>One row, one thread. The ways are kept in flat arrays, one stretch per depth, because a child
 * changes what its sibling needs unchanged.
 */
final class TreeShap {
  /** One over each whole number up to the longest way: a product is cheaper than a quotient. */
  private static final double[] INVERSE = new double[DecisionTree.MOST_DEPTH + 3];

  static {
    for (int i = 1; i < INVERSE.length; i++) {
      INVERSE[i] = 1.0 / i;
    }
  }

  private final TreeEnsemble model;
  private final float[] numbers;
  private final double[] contributed;
  private final int stretch;
  private final int[] feature;
  private final double[] zero;
  private final double[] one;
  private final double[] weight;

  /**
   * @param contributed one place per feature, added to
   * @param depth of the deepest tree
   */
  TreeShap(TreeEnsemble model, float[] numbers, double[] contributed, int depth) {
    this.model = model;
    this.numbers = numbers;
    this.contributed = contributed;
    this.stretch = depth + 2;
    int places = stretch * (depth + 2);
    feature = new int[places];
    zero = new double[places];
    one = new double[places];
    weight = new double[places];
  }

  /** Adds what one tree contributes. */
  void add(int root) {
    walk(root, 0, 0, -1, 1, 1);
  }

  /**
   * Goes on at a node. Values and not a record, since this is called for every node of every tree.
   *
   * @param level edges above the node; its way lies in the stretch of that number
   * @param length features on the parent's way
   * @param split the feature that led here
   * @param zeroShare of the training rows, how many come this way where it is not known
   * @param oneShare 1 if the row itself comes this way, otherwise 0
   */
  private void walk(int node, int level, int length, int split, double zeroShare, double oneShare) {
    int way = level * stretch;
    int from = Math.max(0, way - stretch);
    // by hand: a way is a few steps long, and a call to copy it costs more than its steps
    for (int i = 0; i < length; i++) {
      feature[way + i] = feature[from + i];
      zero[way + i] = zero[from + i];
      one[way + i] = one[from + i];
      weight[way + i] = weight[from + i];
    }
    feature[way + length] = split;
    zero[way + length] = zeroShare;
    one[way + length] = oneShare;
    extend(way, length);
    if (model.isLeaf(node)) {
      leaf(way, length, model.value(node));
    } else {
      split(node, level, length);
    }
  }

  /** Goes on on both sides; a feature that is asked once more takes the place of its first time. */
  private void split(int node, int level, int length) {
    int way = level * stretch;
    int split = model.feature(node);
    int hot = model.next(node, numbers);
    int cold = model.sibling(node, hot);
    int place = placeOf(split, way, length);
    double zeroBefore = place == 0 ? 1 : zero[way + place];
    double oneBefore = place == 0 ? 1 : one[way + place];
    int known = length + 1;
    if (place > 0) {
      unwind(way, length, place);
      known = length;
    }
    walk(hot, level + 1, known, split, zeroBefore * model.share(hot), oneBefore);
    walk(cold, level + 1, known, split, zeroBefore * model.share(cold), 0);
  }

  /** Where on the way a feature was asked before, 0 where it was not. */
  private int placeOf(int asked, int way, int length) {
    int place = length;
    while (place > 0 && feature[way + place] != asked) {
      place--;
    }
    return place;
  }

  /** Counts the feature in that stands behind the {@code length} that are counted. */
  private void extend(int way, int length) {
    double zeroShare = zero[way + length];
    double oneShare = one[way + length];
    weight[way + length] = length == 0 ? 1 : 0;
    double part = INVERSE[length + 1];
    for (int i = length - 1; i >= 0; i--) {
      double here = weight[way + i] * part;
      weight[way + i + 1] += oneShare * here * (i + 1);
      weight[way + i] = zeroShare * here * (length - i);
    }
  }

  /** Takes the feature at a place out of the {@code last + 1} that are there. */
  private void unwind(int way, int last, int place) {
    double oneHere = one[way + place];
    double zeroHere = zero[way + place];
    double size = last + 1.0;
    double next = weight[way + last];
    for (int i = last - 1; i >= 0; i--) {
      if (oneHere != 0) {
        double before = weight[way + i];
        weight[way + i] = next * size / ((i + 1) * oneHere);
        next = before - weight[way + i] * zeroHere * (last - i) / size;
      } else {
        weight[way + i] = weight[way + i] * size / (zeroHere * (last - i));
      }
    }
    for (int i = place; i < last; i++) {
      feature[way + i] = feature[way + i + 1];
      zero[way + i] = zero[way + i + 1];
      one[way + i] = one[way + i + 1];
    }
  }

  private void leaf(int way, int last, double value) {
    for (int i = 1; i <= last; i++) {
      double share = weightWithout(way, last, i) * (one[way + i] - zero[way + i]);
      contributed[feature[way + i]] += share * value;
    }
  }

  /** Sum of the weights with the feature at a place taken out. */
  private double weightWithout(int way, int last, int place) {
    double oneHere = one[way + place];
    double zeroHere = zero[way + place];
    double next = weight[way + last];
    double sum = 0;
    if (oneHere != 0) {
      // a share of this kind is 1 where it is not 0
      for (int i = last - 1; i >= 0; i--) {
        double here = next * INVERSE[i + 1];
        sum += here;
        next = weight[way + i] - here * zeroHere * (last - i);
      }
    } else {
      double inverse = 1 / zeroHere;
      for (int i = last - 1; i >= 0; i--) {
        sum += weight[way + i] * inverse * INVERSE[last - i];
      }
    }
    return sum * (last + 1);
  }
}
