package io.tillwatch.edge.config;

import io.tillwatch.edge.config.binding.Default;
import io.tillwatch.edge.config.binding.Require;

/**
 * How many calls a second one API key may make; twice as many at once. 0: no bound.
 *
 * @param tills of a kiosk's or an integration's key
 * @param staff of a reviewer's or an admin's key
 */
public record RatesConfig(@Default("20000") int tills, @Default("500") int staff) {
  private static final int MOST = 1_000_000;

  public RatesConfig {
    Require.between("tills", tills, 0, MOST);
    Require.between("staff", staff, 0, MOST);
  }
}
