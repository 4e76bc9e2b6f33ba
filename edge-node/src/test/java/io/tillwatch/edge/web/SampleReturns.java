package io.tillwatch.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

/** Returns that tests make by the API. */
public final class SampleReturns {
  private SampleReturns() {}

  /** A shirt without receipt, for store credit; gives the answer. */
  public static Http.Answer shirtForCredit(Http kiosk, String customer) {
    Http.Answer answer =
        kiosk.submit(
            "/api/v1/returns",
            """
            {"laneId":"A-01","customerId":"%s","currency":"USD",
             "lines":[{"sku":"SHIRT_001","quantity":1,"unitPriceMinor":2999}],
             "refundTender":{"type":"STORE_CREDIT"}}"""
                .formatted(customer));
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer;
  }
}
