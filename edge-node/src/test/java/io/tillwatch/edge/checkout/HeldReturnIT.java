package io.tillwatch.edge.checkout;

import static io.tillwatch.edge.support.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.checkout.model.Answer;
import io.tillwatch.edge.checkout.model.Posted;
import io.tillwatch.edge.checkout.model.Posted.Status;
import io.tillwatch.edge.checkout.model.PostedSale;
import io.tillwatch.edge.checkout.model.StaffAnswer;
import io.tillwatch.edge.checkout.model.StaffCommand;
import io.tillwatch.edge.ledger.model.RightsQuery;
import io.tillwatch.edge.support.TestNodes;
import io.vertx.core.Future;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A held return that two people settle at the same moment. */
@Tag("proof")
class HeldReturnIT {
  private static final int ROUNDS = 3;

  private TestNodes nodes;
  private Bus store;

  @BeforeEach
  void start(@TempDir Path dir) {
    nodes = new TestNodes(dir, "store-a");
    store = nodes.start("store-a").bus();
  }

  @AfterEach
  void stop() {
    nodes.close();
  }

  @Test
  void isPaidOnceWhenAReviewerApprovesItWhileItsTillTriesAgain() {
    for (int i = 0; i < ROUNDS; i++) {
      // a member of staff takes back what they bought themselves: held
      String customer = "CU-held-" + i;
      String receipt = sell(customer, "E-" + i);
      Posted held =
          await(store.ask(Channels.SUBMIT, SampleVisits.shirtBack(receipt, customer, "E-" + i)))
              .posted();
      assertThat(held.status()).as("%s", held.assessment().reasons()).isEqualTo(Status.HELD);
      String heldId = held.transaction().id();

      Future<Answer> retried =
          store.ask(Channels.SUBMIT, SampleVisits.shirtBack(receipt, customer, "C-4" + i, heldId));
      Future<StaffAnswer> decided =
          store.ask(Channels.STAFF, new StaffCommand.Decide(heldId, true, "seen", "rev-1"));

      boolean approved = await(decided).refusal() == null;
      boolean paid = await(retried).posted().status() == Status.COMPLETED;
      assertThat(approved && paid).as("both were paid, round %d", i).isFalse();
      assertThat(await(store.ask(Channels.RIGHTS, new RightsQuery(receipt))).byLine().get(0))
          .isZero();
    }
  }

  private String sell(String customer, String employee) {
    Answer answer = await(store.ask(Channels.SUBMIT, SampleVisits.shirtSold(customer, employee)));
    return ((PostedSale) answer.posted()).sale().receiptNumber();
  }
}
