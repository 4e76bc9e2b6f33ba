package io.tillwatch.edge.support;

import io.tillwatch.core.fraud.features.FeatureSet;
import java.nio.charset.StandardCharsets;

/** Small models in XGBoost's JSON, of which one knows by heart what they answer. */
public final class ModelFiles {
  private static final String TREE =
      """
      {"base_weights":[0,0,0],"categories":[],"categories_nodes":[],"categories_segments":[],
       "categories_sizes":[],"default_left":[1,0,0],"id":%d,"left_children":[1,-1,-1],
       "loss_changes":[1,0,0],"parents":[2147483647,0,0],"right_children":[2,-1,-1],
       "split_conditions":[%s,%s,%s],"split_indices":[%d,0,0],"split_type":[0,0,0],
       "sum_hessian":[100,60,40],
       "tree_param":{"num_deleted":"0","num_feature":"2","num_nodes":"3","size_leaf_vector":"1"}}""";

  private ModelFiles() {}

  /**
   * More than 50.00 is riskier than less, and so is somebody who brought something back this week.
   *
   * @param weight what an amount above that adds to the log-odds, and one below takes off
   */
  public static byte[] ofAmounts(double weight) {
    return of(weight, FeatureSet.hash());
  }

  /** The same that was trained on another feature set. */
  public static byte[] ofOtherFeatures() {
    return of(1, "000000000000");
  }

  private static byte[] of(double weight, String featureSet) {
    String trees =
        TREE.formatted(0, "5000", -weight, weight, 0)
            + ","
            + TREE.formatted(1, "0.5", -0.4, 0.4, 1);
    return """
        {"learner":{"attributes":{"tillwatch.featureSet":"%s"},
         "feature_names":["REFUND_AMOUNT","RETURNS_7D"],"feature_types":[],
         "gradient_booster":{"model":{
          "gbtree_model_param":{"num_parallel_tree":"1","num_trees":"2"},
          "iteration_indptr":[0,1,2],"tree_info":[0,0],"trees":[%s]},"name":"gbtree"},
         "learner_model_param":{"base_score":"5E-1","boost_from_average":"0","num_class":"0",
          "num_feature":"2","num_target":"1"},
         "objective":{"name":"binary:logistic","reg_loss_param":{"scale_pos_weight":"1"}}},
         "version":[3,0,4]}"""
        .formatted(featureSet, trees)
        .getBytes(StandardCharsets.UTF_8);
  }
}
