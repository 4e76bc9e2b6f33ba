package io.tillwatch.edge.checkout;

import static io.tillwatch.edge.support.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.checkout.Answer;
import io.tillwatch.core.checkout.PostedSale;
import io.tillwatch.core.checkout.Submission;
import io.tillwatch.core.facts.FactKind;
import io.tillwatch.core.ledger.Draft;
import io.tillwatch.edge.support.StoredFacts;
import io.tillwatch.edge.support.TestStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** References that chance makes twice. */
class PostingIT {

  @Test
  void asksForAnotherReferenceWhereOneIsInUse(@TempDir Path dir) throws IOException {
    Iterator<String> chance =
        List.of("AAAAAAA1", "AAAAAAA1", "AAAAAAA2", "AAAAAAA1", "AAAAAAA2", "AAAAAAA3").iterator();
    try (TestStore store = new TestStore("store-a", dir, "shared")) {
      Posting posting = new Posting(store.bus(), chance::next);

      Answer first = await(posting.commit(sale("tx_1"), submission("k1"), List.of()));
      Answer second = await(posting.commit(sale("tx_2"), submission("k2"), List.of()));
      Answer third = await(posting.commit(sale("tx_3"), submission("k3"), List.of()));
      Answer again = await(posting.replay("tx_2", "f", submission("k2")));

      assertThat(List.of(first, second, third, again))
          .extracting(answer -> Answers.posted(answer).reference())
          .containsExactly("AAAAAAA1", "AAAAAAA2", "AAAAAAA3", "AAAAAAA2");
    }
  }

  private static Draft sale(String id) {
    PostedSale sale = StoredFacts.sale(id, "store-a", 100);
    return Draft.of(FactKind.SALE, id, sale.sale().at(), sale).in(Posting.indexes(sale)).build();
  }

  private static Submission submission(String key) {
    return new Submission.OfSale(SampleVisits.shirtSold("C", null).sale(), "kiosk-1", key, "f");
  }
}
