package io.tillwatch.edge.checkout;

import static io.tillwatch.edge.support.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.checkout.Answer;
import io.tillwatch.core.checkout.Posted;
import io.tillwatch.core.checkout.Posted.Status;
import io.tillwatch.core.checkout.PostedSale;
import io.tillwatch.core.checkout.Refusal;
import io.tillwatch.core.checkout.Submission;
import io.tillwatch.core.checkout.staff.StaffAnswer;
import io.tillwatch.core.checkout.staff.StaffCommand;
import io.tillwatch.core.ledger.RightsQuery;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
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
          Answers.posted(
              await(
                  store.ask(Channels.SUBMIT, SampleVisits.shirtBack(receipt, customer, "E-" + i))));
      assertThat(held.status()).as("%s", held.assessment().reasons()).isEqualTo(Status.HELD);
      String heldId = held.transaction().id();

      Future<Answer> retried =
          store.ask(Channels.SUBMIT, SampleVisits.shirtBack(receipt, customer, "C-4" + i, heldId));
      Future<StaffAnswer> decided =
          store.ask(Channels.STAFF, new StaffCommand.Decide(heldId, true, "seen", "rev-1"));

      boolean approved = Answers.refusal(await(decided)) == null;
      Answer again = await(retried);
      boolean paid =
          Answers.posted(again) != null && Answers.posted(again).status() == Status.COMPLETED;
      assertThat(approved && paid).as("both were paid, round %d", i).isFalse();
      assertThat(await(store.ask(Channels.RIGHTS, new RightsQuery(receipt))).byLine().get(0))
          .isZero();
    }
  }

  @Test
  void staysHeldWithItsRightWhereATryAtItIsRefused() {
    // Given
    String receipt = sell("CU-1", "E-1");
    String held = hold(receipt, "CU-1", "E-1");

    // When
    Posted refused =
        Answers.posted(submit(SampleVisits.shirtsBack(2, receipt, "CU-1", "C-41", held)));

    // Then
    assertThat(refused.status()).isEqualTo(Status.BLOCKED);
    assertThat(right(receipt)).isZero();
    Posted other = Answers.posted(submit(SampleVisits.shirtBack(receipt, "CU-1", "C-42")));
    assertThat(other.status()).as("the right is held").isEqualTo(Status.BLOCKED);
    assertThat(Answers.refusal(approve(held))).isNull();
    assertThat(right(receipt)).isZero();
  }

  @Test
  void isReplacedByTheTryThatFollowsARefusedOne() {
    // Given
    String receipt = sell("CU-1", "E-1");
    String held = hold(receipt, "CU-1", "E-1");
    Posted refused =
        Answers.posted(submit(SampleVisits.shirtsBack(2, receipt, "CU-1", "C-41", held)));

    // When
    Posted paid =
        Answers.posted(
            submit(SampleVisits.shirtBack(receipt, "CU-1", "C-41", refused.transaction().id())));

    // Then
    assertThat(paid.status()).isEqualTo(Status.COMPLETED);
    assertThat(right(receipt)).isZero();
    assertThat(Answers.refusal(approve(held)).code()).isEqualTo(Refusal.Code.ALREADY_SETTLED);
  }

  @Test
  void isNotEndedByAReturnOfAnotherReceipt() {
    String held = hold(sell("CU-1", "E-1"), "CU-1", "E-1");
    String other = sell("CU-2", null);

    Answer answer = submit(SampleVisits.shirtBack(other, "CU-2", "C-41", held));

    assertThat(Answers.refusal(answer).code()).isEqualTo(Refusal.Code.RETRY_NOT_POSSIBLE);
    assertThat(Answers.refusal(answer).pointer()).isEqualTo("/retryOf");
    assertThat(right(other)).isEqualTo(1);
    assertThat(Answers.refusal(approve(held))).isNull();
  }

  @Test
  void aReturnThatWasPaidCannotBeTriedAgain() {
    String receipt = sell("CU-1", null);
    Posted paid = Answers.posted(submit(SampleVisits.shirtBack(receipt, "CU-1", "C-41")));
    assertThat(paid.status()).isEqualTo(Status.COMPLETED);

    Answer again = submit(SampleVisits.shirtBack(receipt, "CU-1", "C-41", paid.transaction().id()));

    assertThat(Answers.refusal(again).code()).isEqualTo(Refusal.Code.RETRY_NOT_POSSIBLE);
  }

  /** A member of staff takes back what they bought themselves. */
  private String hold(String receipt, String customer, String employee) {
    Posted held = Answers.posted(submit(SampleVisits.shirtBack(receipt, customer, employee)));
    assertThat(held.status()).as("%s", held.assessment().reasons()).isEqualTo(Status.HELD);
    return held.transaction().id();
  }

  private Answer submit(Submission submission) {
    return await(store.ask(Channels.SUBMIT, submission));
  }

  private StaffAnswer approve(String heldId) {
    return await(store.ask(Channels.STAFF, new StaffCommand.Decide(heldId, true, "ok", "rev-1")));
  }

  private int right(String receipt) {
    return await(store.ask(Channels.RIGHTS, new RightsQuery(receipt))).byLine().get(0);
  }

  private String sell(String customer, String employee) {
    Answer answer = await(store.ask(Channels.SUBMIT, SampleVisits.shirtSold(customer, employee)));
    return ((PostedSale) Answers.posted(answer)).sale().receiptNumber();
  }
}
