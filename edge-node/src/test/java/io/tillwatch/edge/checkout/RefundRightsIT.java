package io.tillwatch.edge.checkout;

import static io.tillwatch.edge.support.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.checkout.Answer;
import io.tillwatch.core.checkout.Posted.Status;
import io.tillwatch.core.checkout.PostedSale;
import io.tillwatch.core.checkout.ReceiptQuery;
import io.tillwatch.core.checkout.Submission;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.support.Await;
import io.tillwatch.edge.support.TestNodes;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Two connected stores and one receipt: it is refunded once. */
@Tag("proof")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefundRightsIT {
  private static final int RACES = Integer.getInteger("tillwatch.races", 200);

  private TestNodes nodes;
  private Bus a;
  private Bus b;

  @BeforeAll
  void start(@TempDir Path dir) {
    nodes = new TestNodes(dir, "store-a", "store-b");
    a = nodes.start("store-a").bus();
    b = nodes.start("store-b").bus();
  }

  @AfterAll
  void stop() {
    nodes.close();
  }

  @Test
  void acceptsExactlyOneOfTwoRefundsThatRaceInTwoStores() {
    for (int race = 0; race < RACES; race++) {
      String receipt = sell("CU-" + race);
      awaitKnownAtB(receipt);

      Future<Answer> atA = a.ask(Channels.SUBMIT, refund(receipt, "CU-" + race));
      Future<Answer> atB = b.ask(Channels.SUBMIT, refund(receipt, "CU-" + race));
      List<Status> outcomes = new ArrayList<>();
      outcomes.add(Answers.posted(await(atA)).status());
      outcomes.add(Answers.posted(await(atB)).status());

      assertThat(outcomes)
          .as("race %d on %s", race, receipt)
          .containsExactlyInAnyOrder(Status.COMPLETED, Status.BLOCKED);
    }
  }

  @Test
  void showsAnotherStoresRefundOnTheReceipt() {
    String receipt = sell("CU-view");
    awaitKnownAtB(receipt);

    Answer refunded = await(b.ask(Channels.SUBMIT, refund(receipt, "CU-view")));

    assertThat(Answers.posted(refunded).status()).isEqualTo(Status.COMPLETED);
    Await.until(
        "A knows of the refund",
        Duration.ofSeconds(5),
        () ->
            await(a.ask(Channels.RECEIPT, new ReceiptQuery(receipt)))
                .refundableUnits()
                .equals(List.of(0)));
  }

  private String sell(String customer) {
    Answer answer = await(a.ask(Channels.SUBMIT, SampleVisits.shirtSold(customer, null)));
    return ((PostedSale) Answers.posted(answer)).sale().receiptNumber();
  }

  private static Submission refund(String receipt, String customer) {
    return SampleVisits.shirtBack(receipt, customer, "C-21");
  }

  private void awaitKnownAtB(String receipt) {
    Await.until(
        "B knows the receipt",
        Duration.ofSeconds(10),
        () -> await(b.ask(Channels.RECEIPT, new ReceiptQuery(receipt))).sale() != null);
  }
}
