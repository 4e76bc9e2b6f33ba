package io.tillwatch.core.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.retail.LineItem;
import io.tillwatch.core.retail.Tender;
import io.tillwatch.edge.support.StoredFacts;
import io.tillwatch.edge.support.TransactionExamples;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What of an earlier try a return takes over that a page repeats which was not told of it. */
class RepeatedReturnTest {
  private static final Tender ITS_CARD = new Tender(Tender.Type.CARD, "tok_2", null);
  private static final Tender THE_SALES = new Tender(Tender.Type.CARD, "tok_sale", null);
  private static final Tender A_STRANGERS = new Tender(Tender.Type.CARD, "tok_9", null);

  private final PostedReturn earlier = TransactionExamples.refund();

  @Test
  void takesOverPersonPhotoAndSerialToTheSameCard() {
    ReturnRequest whole = RepeatedReturn.completed(said(ITS_CARD), earlier, THE_SALES);

    assertThat(whole.customerId()).isEqualTo("C-1");
    assertThat(whole.photoId()).isEqualTo("ph_2");
    assertThat(whole.lines().get(0).serial()).isEqualTo("SN-0002");
    assertThat(whole.cashierId()).as("who works here now").isNull();
    assertThat(whole.supervisorId()).as("a word is given anew").isNull();
  }

  @Test
  void andToTheCardThatPaid() {
    assertThat(RepeatedReturn.completed(said(THE_SALES), earlier, THE_SALES).customerId())
        .isEqualTo("C-1");
  }

  @Test
  void butNothingToAStrangersCard() {
    ReturnRequest said = said(A_STRANGERS);

    assertThat(RepeatedReturn.completed(said, earlier, THE_SALES)).isEqualTo(said);
  }

  @Test
  void keepsWhatIsSaidAnew() {
    ReturnRequest said = said(ITS_CARD, "ph_new", line("SN-NEW"));

    ReturnRequest whole = RepeatedReturn.completed(said, earlier, null);

    assertThat(whole.photoId()).isEqualTo("ph_new");
    assertThat(whole.lines().get(0).serial()).isEqualTo("SN-NEW");
  }

  @Test
  void takesNoSerialNumberOfOtherGoods() {
    ReturnRequest said =
        said(ITS_CARD, null, new LineItem("SHIRT_001", 2, 1999, null, LineItem.Condition.NEW));

    ReturnRequest whole = RepeatedReturn.completed(said, earlier, null);

    assertThat(whole.lines().get(0).serial()).isNull();
  }

  @Test
  void repeatsOneInCashInCashOnly() {
    PostedReturn cash =
        StoredFacts.refund("r1", "store-a", io.tillwatch.core.fraud.Decision.REVIEW, 500, null);

    assertThat(
            RepeatedReturn.completed(said(new Tender(Tender.Type.CASH, null, null)), cash, null)
                .customerId())
        .isEqualTo("C");
    assertThat(RepeatedReturn.completed(said(A_STRANGERS), cash, null).customerId()).isNull();
  }

  private static ReturnRequest said(Tender tender) {
    return said(tender, null, line(null));
  }

  private static LineItem line(String serial) {
    return new LineItem("CABLE_002", 2, 1999, serial, LineItem.Condition.OPENED);
  }

  private static ReturnRequest said(Tender tender, String photo, LineItem line) {
    return ReturnRequest.builder()
        .laneId("B-01")
        .currency("USD")
        .receiptNumber("A-2026-000017")
        .lines(List.of(line))
        .refundTender(tender)
        .photoId(photo)
        .retryOf("tx_2")
        .build();
  }
}
