package io.tillwatch.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.edge.support.TestNodes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.SplittableRandom;

/** Weeks of sales of one store by the API, with a clock that jumps from day to day. */
public final class SampleSales {
  private static final int DAYS = 7;
  private static final int SALES_A_DAY = 40;

  private final SplittableRandom random = new SplittableRandom(5);
  private volatile Duration ahead;

  /**
   * @param weeks before now, at which the clock begins
   */
  public SampleSales(int weeks) {
    ahead = Duration.ofDays(-DAYS * (long) weeks);
  }

  /** Starts a store that goes by this clock. */
  public void start(TestNodes nodes, String store) {
    InstantSource clock = () -> InstantSource.system().instant().plus(ahead);
    nodes.start(store, clock);
  }

  /** Sells through seven days, at prices that spread over a decade. */
  public void week(Http kiosk, double dearer) {
    for (int day = 0; day < DAYS; day++) {
      for (int i = 0; i < SALES_A_DAY; i++) {
        sell(kiosk, dearer);
      }
      ahead = ahead.plusDays(1);
    }
  }

  /** Nothing is sold for some weeks. */
  public void pass(int weeks) {
    ahead = ahead.plusDays((long) DAYS * weeks);
  }

  private void sell(Http kiosk, double dearer) {
    long price = Math.round(800 * Math.exp(2.3 * random.nextDouble()) * dearer);
    Http.Answer answer =
        kiosk.submit(
            "/api/v1/sales",
            """
            {"laneId":"A-01","currency":"USD","tender":{"type":"CASH"},
             "lines":[{"sku":"SHIRT_001","quantity":1,"unitPriceMinor":%d}]}"""
                .formatted(price));
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
  }
}
