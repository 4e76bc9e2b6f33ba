package io.tillwatch.edge.config;

import io.tillwatch.edge.config.binding.Default;
import io.tillwatch.edge.config.binding.Require;

/**
 * How a trained model learns.
 *
 * @param explorePermille of a thousand returns that rules alone refuse, so many are held for two
 *     reviewers instead, so that somebody learns which refusals are wrong
 * @param samplePermille of a thousand returns that are paid, so many are reviewed afterwards by
 *     somebody who does not see how they were scored
 */
public record ModelConfig(@Default("0") int explorePermille, @Default("0") int samplePermille) {
  private static final int MOST = 500;

  public ModelConfig {
    Require.between("explorePermille", explorePermille, 0, MOST);
    Require.between("samplePermille", samplePermille, 0, MOST);
  }
}
