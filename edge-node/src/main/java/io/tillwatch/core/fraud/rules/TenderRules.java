package io.tillwatch.core.fraud.rules;

import static io.tillwatch.core.fraud.EvidenceGroup.TENDER;

import io.tillwatch.core.fraud.Evidence;
import io.tillwatch.core.fraud.ReasonCode;
import io.tillwatch.core.fraud.Remedy;
import io.tillwatch.core.retail.Tender;
import java.time.Instant;
import java.util.List;

/** Where the money goes compared with where it came from. */
final class TenderRules {
  private static final long HOUR = 3_600_000L;

  static final List<Rule> ALL =
      List.of(
          Rule.of(ReasonCode.CARD_TO_CASH, TENDER, 45)
              .remedy(Remedy.PRESENT_ORIGINAL_CARD)
              .when((d, s, hits) -> ifCardTo(Tender.Type.CASH, d, s, hits)),
          Rule.of(ReasonCode.CARD_TO_OTHER_CARD, TENDER, 55)
              .remedy(Remedy.PRESENT_ORIGINAL_CARD)
              .when(TenderRules::cardToOtherCard),
          Rule.of(ReasonCode.CARD_TO_GIFT_CARD, TENDER, 20)
              .remedy(Remedy.PRESENT_ORIGINAL_CARD)
              .when((d, s, hits) -> ifCardTo(Tender.Type.GIFT_CARD, d, s, hits)),
          Rule.of(ReasonCode.GIFT_CARD_CYCLE, TENDER, 60)
              .strength("olderPoints", 35)
              .parameter("activatedWithinHours", 168, 1, 8760)
              .when(TenderRules::giftCardCycle),
          Rule.of(ReasonCode.CASH_WITHOUT_PROOF, TENDER, 40).when(TenderRules::cashWithoutProof));

  private TenderRules() {}

  private static void ifCardTo(Tender.Type to, Dossier d, RuleSettings s, Hits hits) {
    if (d.tenders().saleTender() == Tender.Type.CARD && d.tenders().refundTender() == to) {
      hits.add(s.points(), flow(d));
    }
  }

  private static Evidence flow(Dossier d) {
    return new Evidence(
        "tender", d.tenders().saleTender() + " to " + d.tenders().refundTender(), null);
  }

  private static void cardToOtherCard(Dossier d, RuleSettings s, Hits hits) {
    if (d.tenders().saleTender() == Tender.Type.CARD
        && d.tenders().refundTender() == Tender.Type.CARD
        && d.tenders().saleToken() != null
        && !d.tenders().saleToken().equals(d.tenders().refundToken())) {
      hits.add(s.points(), flow(d));
    }
  }

  /** Stolen or skimmed gift cards become money: bought with one, refunded to something else. */
  private static void giftCardCycle(Dossier d, RuleSettings s, Hits hits) {
    Tender.Type from = d.tenders().saleTender();
    boolean stored = from == Tender.Type.GIFT_CARD || from == Tender.Type.STORE_CREDIT;
    boolean kept =
        d.tenders().refundTender() == null
            || d.tenders().refundTender() == Tender.Type.STORE_CREDIT
            || d.tenders().refundsToOrigin();
    if (!stored || kept) {
      return;
    }
    Tender paid = d.sale().tender();
    Instant activated = paid == null ? null : paid.giftCardActivatedAt();
    boolean fresh =
        activated != null
            && d.saleFact().since() - activated.toEpochMilli()
                <= s.of("activatedWithinHours") * HOUR;
    hits.add(fresh ? s.points() : s.pointsOf("olderPoints"), flow(d));
  }

  private static void cashWithoutProof(Dossier d, RuleSettings s, Hits hits) {
    if (!d.knowsPurchase() && d.tenders().refundTender() == Tender.Type.CASH) {
      hits.add(s.points());
    }
  }
}
