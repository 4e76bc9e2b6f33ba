package io.tillwatch.edge.config;

import io.tillwatch.edge.config.binding.Default;
import io.tillwatch.edge.config.binding.Require;

/**
 * How a trained model learns.
 *
 * @param explorePermille of a thousand returns that rules alone refuse, so many are held for two
 *     reviewers instead, so that somebody learns which refusals are wrong
 */
public record ModelConfig(@Default("0") int explorePermille) {
  private static final int MOST = 500;

  public ModelConfig {
    Require.between("explorePermille", explorePermille, 0, MOST);
  }
}
