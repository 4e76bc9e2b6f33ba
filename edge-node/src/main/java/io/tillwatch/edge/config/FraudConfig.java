package io.tillwatch.edge.config;

import io.tillwatch.edge.config.binding.Default;
import io.tillwatch.edge.config.binding.Require;
import java.nio.file.Path;

/**
 * What the fraud engine reads.
 *
 * @param rulesFile thresholds and rules; a change is picked up without restart
 * @param catalogFile what the store sells
 * @param returnWindowDays days in which a return is expected
 * @param externalScore a service whose opinion of returns is asked
 */
public record FraudConfig(
    @Default("conf/rules.yaml") Path rulesFile,
    @Default("conf/catalog.yaml") Path catalogFile,
    @Default("90") int returnWindowDays,
    ExternalScoreConfig externalScore) {
  public FraudConfig {
    Require.between("returnWindowDays", returnWindowDays, 1, 3_650);
  }
}
