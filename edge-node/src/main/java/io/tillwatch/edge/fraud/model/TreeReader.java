package io.tillwatch.edge.fraud.model;

import io.tillwatch.core.fraud.model.DecisionTree;
import io.tillwatch.core.fraud.model.UnusableModelException;
import java.io.IOException;

/** One tree of a model file. */
final class TreeReader {
  private static final int MOST_NODES = 1 << 16;
  private static final int[] NO_INTEGERS = {};
  private static final float[] NO_FLOATS = {};

  private final ModelFields fields;
  private int[] left = NO_INTEGERS;
  private int[] right = NO_INTEGERS;
  private int[] feature = NO_INTEGERS;
  private int[] missingLeft = NO_INTEGERS;
  private float[] value = NO_FLOATS;
  private float[] cover = NO_FLOATS;

  private TreeReader(ModelFields fields) {
    this.fields = fields;
  }

  /** Reads the tree at which the parser stands. */
  static DecisionTree read(ModelFields fields) throws IOException {
    TreeReader reader = new TreeReader(fields);
    fields.object("a tree", reader::member);
    return reader.tree();
  }

  private void member(String name) throws IOException {
    switch (name) {
      case "left_children" -> left = fields.integers(name, MOST_NODES);
      case "right_children" -> right = fields.integers(name, MOST_NODES);
      case "split_indices" -> feature = fields.integers(name, MOST_NODES);
      case "default_left" -> missingLeft = fields.integers(name, MOST_NODES);
      case "split_conditions" -> value = fields.floats(name, MOST_NODES);
      case "sum_hessian" -> cover = fields.floats(name, MOST_NODES);
      case "categories", "categories_nodes" -> {
        if (fields.length(name) > 0) {
          throw categorical();
        }
      }
      case "split_type" -> {
        for (int type : fields.integers(name, MOST_NODES)) {
          if (type != 0) {
            throw categorical();
          }
        }
      }
      case "tree_param" -> fields.object(name, this::parameter);
      default -> fields.skip();
    }
  }

  private void parameter(String name) throws IOException {
    if (name.equals("size_leaf_vector") && fields.integer(name) > 1) {
      throw new UnusableModelException("a leaf has several values, expected one: whether fraud");
    }
    fields.skip();
  }

  private static UnusableModelException categorical() {
    return new UnusableModelException(
        "a tree splits by category; expected splits by number (encode categories before training)");
  }

  private DecisionTree tree() {
    boolean[] toLeft = new boolean[missingLeft.length];
    for (int node = 0; node < toLeft.length; node++) {
      toLeft[node] = missingLeft[node] != 0;
    }
    return new DecisionTree(left, right, feature, value, toLeft, cover);
  }
}
