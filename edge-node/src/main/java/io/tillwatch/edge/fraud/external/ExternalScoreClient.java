package io.tillwatch.edge.fraud.external;

import io.tillwatch.core.fraud.ExternalScore;
import io.tillwatch.core.retail.Return;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an external service thinks of the returns that are judged just now: a return that is scored
 * once more with the ledger's word is not sent twice. For one thread.
 */
public final class ExternalScoreClient {
  private static final int REMEMBERED = 512;

  private final ExternalScore service;
  private final Map<String, Future<Integer>> asked =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Future<Integer>> eldest) {
          return size() > REMEMBERED;
        }
      };

  public ExternalScoreClient(ExternalScore service) {
    this.service = service;
  }

  /** The service's score of 0..100, or null; never fails. */
  public Future<Integer> of(Return refund) {
    return asked.computeIfAbsent(
        refund.id(), id -> Future.fromCompletionStage(service.ask(refund)));
  }
}
