package io.tillwatch.core.fraud.rules;

import io.tillwatch.core.fraud.EvidenceGroup;
import io.tillwatch.core.fraud.ReasonCode;
import io.tillwatch.core.fraud.history.EntryTimeline;
import io.tillwatch.core.fraud.history.HistoryEntry;
import io.tillwatch.core.fraud.history.PersonEntry;
import io.tillwatch.core.retail.PhotoEvidence;
import io.tillwatch.core.retail.Return;
import io.tillwatch.core.retail.Sale;
import io.tillwatch.core.retail.Tender;
import java.util.List;

/** Every reason to trust, in one list. */
public final class MitigationCatalogue {
  private static final long HOUR = 3_600_000L;
  private static final long DAY = 24 * HOUR;

  private static final List<ReasonCode> OTHER_IDENTITY =
      IdentityRules.ALL.stream()
          .map(Rule::code)
          .filter(code -> code != ReasonCode.PHOTO_MISSING)
          .toList();

  public static final List<Mitigation> MITIGATIONS =
      List.of(
          new Mitigation(
              "STRONG_FACE_MATCH",
              List.of(
                  new Parameter("similarityPercent", 65, 0, 100),
                  new Parameter("livenessPercent", 80, 0, 100),
                  new Parameter("timePermille", 350, 0, 1000)),
              MitigationCatalogue::strongFaceMatch),
          new Mitigation(
              "GIFT_RECEIPT",
              List.of(new Parameter("identityAtMost", 20, 0, 100)),
              MitigationCatalogue::giftReceipt),
          new Mitigation(
              "HOUSEHOLD",
              List.of(
                  new Parameter("identityAtMost", 10, 0, 100),
                  new Parameter("jointUses", 2, 1, 20),
                  new Parameter("days", 365, 1, 730)),
              MitigationCatalogue::household),
          new Mitigation(
              "ORIGINAL_CARD",
              List.of(new Parameter("identityPermille", 500, 0, 1000)),
              MitigationCatalogue::originalCard),
          new Mitigation(
              "OWN_OTHER_CARD",
              List.of(
                  new Parameter("permille", 400, 0, 1000),
                  new Parameter("knownForHours", 24, 0, 8760)),
              MitigationCatalogue::ownOtherCard),
          new Mitigation(
              "TENURE",
              List.of(
                  new Parameter("days", 365, 30, 730),
                  new Parameter("permille", 800, 0, 1000),
                  new Parameter("returnsPercentAtMost", 25, 0, 100)),
              MitigationCatalogue::tenure),
          new Mitigation(
              "RECALLED_ITEM",
              List.of(new Parameter("permille", 200, 0, 1000)),
              MitigationCatalogue::recalledItem),
          new Mitigation(
              "EVEN_EXCHANGE",
              List.of(new Parameter("valuePermille", 300, 0, 1000)),
              MitigationCatalogue::evenExchange),
          new Mitigation(
              "SUPERVISOR_OVERRIDE",
              List.of(new Parameter("permille", 700, 0, 1000)),
              MitigationCatalogue::supervisorOverride));

  private MitigationCatalogue() {}

  private static boolean strongFaceMatch(Dossier d, RuleSettings s, MitigationEffect effect) {
    PhotoEvidence photo = d.photo();
    boolean strong =
        d.knowsPurchase()
            && photo != null
            && photo.verified()
            && photo.similarityToSale() != null
            && photo.similarityToSale() * 100 >= s.of("similarityPercent")
            && photo.isLive(s.of("livenessPercent"));
    if (!strong || IdentityRules.isReplay(d)) {
      return false;
    }
    effect
        .scale(EvidenceGroup.IDENTITY, 0)
        .scale(ReasonCode.RAPID_RETURN, s.of("timePermille"))
        .scale(ReasonCode.CLOSING_TIME, s.of("timePermille"));
    return true;
  }

  /** The gift receipt was printed with the sale, and no money leaves by another way. */
  private static boolean giftReceipt(Dossier d, RuleSettings s, MitigationEffect effect) {
    Tender.Type to = d.tenders().refundTender();
    boolean keptInStore =
        to == null
            || to == Tender.Type.STORE_CREDIT
            || to == Tender.Type.GIFT_CARD
            || d.tenders().refundsToOrigin();
    if (!d.knowsPurchase()
        || !d.sale().giftReceipt()
        || !d.refund().giftReceiptPresented()
        || !keptInStore) {
      return false;
    }
    effect.cap(EvidenceGroup.IDENTITY, s.of("identityAtMost")).liftPhotoFloor();
    return true;
  }

  /** Reviewers found earlier returns by somebody else of the same account and purchaser honest. */
  private static boolean household(Dossier d, RuleSettings s, MitigationEffect effect) {
    String returner = d.refund().customerId();
    String purchaser = d.knowsPurchase() ? d.sale().customerId() : null;
    if (returner == null || purchaser == null) {
      return false;
    }
    EntryTimeline returns = d.view().accountOf(d.saleFact()).returns();
    int joint =
        d.view()
            .count(
                returns,
                s.days("days"),
                f ->
                    returner.equals(f.refund().customerId())
                        && d.view().isFoundHonest(f)
                        && isOf(purchaser, d, f));
    if (joint < s.of("jointUses")) {
      return false;
    }
    effect.cap(EvidenceGroup.IDENTITY, s.of("identityAtMost"));
    return true;
  }

  private static boolean isOf(String purchaser, Dossier d, HistoryEntry refund) {
    HistoryEntry sale = d.view().sale(refund.refund().receiptNumber());
    return sale != null && purchaser.equals(sale.sale().customerId());
  }

  private static boolean originalCard(Dossier d, RuleSettings s, MitigationEffect effect) {
    if (!d.tenders().hasOriginalCard()) {
      return false;
    }
    if (d.isElsewhere() && IdentityRules.isPhotoMissing(d)) {
      // a card that was read shows that it is here, not who holds it: the photo stays missing
      OTHER_IDENTITY.forEach(code -> effect.scale(code, s.of("identityPermille")));
    } else {
      effect.scale(EvidenceGroup.IDENTITY, s.of("identityPermille"));
    }
    effect
        .scale(ReasonCode.CARD_TO_CASH, 0)
        .scale(ReasonCode.CARD_TO_OTHER_CARD, 0)
        .scale(ReasonCode.CARD_TO_GIFT_CARD, 0);
    return true;
  }

  /** A renewed card, say: the purchaser paid with it before, for purchases of their own. */
  private static boolean ownOtherCard(Dossier d, RuleSettings s, MitigationEffect effect) {
    String card = d.tenders().refundToken();
    if (card == null
        || card.equals(d.tenders().saleToken())
        || !d.knowsPurchase()
        || d.sale().customerId() == null) {
      return false;
    }
    EntryTimeline uses = d.card();
    for (int i = 0; i < uses.size(); i++) {
      HistoryEntry use = uses.get(i);
      if (use.isSale()
          && d.sale().customerId().equals(use.sale().customerId())
          && use.at() <= d.now() - s.of("knownForHours") * HOUR
          && d.view().sees(use)) {
        effect.scale(ReasonCode.CARD_TO_OTHER_CARD, s.of("permille"));
        return true;
      }
    }
    return false;
  }

  private static boolean tenure(Dossier d, RuleSettings s, MitigationEffect effect) {
    PersonEntry own = d.account();
    if (own.oldest() > d.now() - s.of("days") * DAY) {
      return false;
    }
    int sales = 0;
    int returns = 1;
    for (int i = 0; i < own.size(); i++) {
      if (d.view().sees(own.get(i)) && !d.isSelf(own.get(i))) {
        sales += own.get(i).isSale() ? 1 : 0;
        returns += isReturn(d, own.get(i)) ? 1 : 0;
      }
    }
    if (returns * 100 > (sales + returns) * s.of("returnsPercentAtMost")) {
      return false;
    }
    effect.scale(EvidenceGroup.VALUE, s.of("permille")).scale(EvidenceGroup.TIME, s.of("permille"));
    return true;
  }

  private static boolean isReturn(Dossier d, HistoryEntry entry) {
    return !entry.isSale() && d.view().claim(entry) != HistoryEntry.Claim.NONE;
  }

  private static boolean recalledItem(Dossier d, RuleSettings s, MitigationEffect effect) {
    if (!d.isRecalled()) {
      return false;
    }
    effect
        .scale(EvidenceGroup.TIME, s.of("permille"))
        .scale(EvidenceGroup.NETWORK, s.of("permille"));
    return true;
  }

  private static boolean evenExchange(Dossier d, RuleSettings s, MitigationEffect effect) {
    if (!d.isEvenExchange()) {
      return false;
    }
    effect.scale(EvidenceGroup.TENDER, 0).scale(EvidenceGroup.VALUE, s.of("valuePermille"));
    return true;
  }

  /** Two different people stand by it, neither of whom gains from it. */
  private static boolean supervisorOverride(Dossier d, RuleSettings s, MitigationEffect effect) {
    Return refund = d.refund();
    String supervisor = refund.supervisorId();
    Sale sale = d.saleIfKnown();
    // two ids, of two people: whoever stands by a return is not the one who makes it
    if (supervisor == null
        || refund.cashierId() == null
        || supervisor.equals(refund.cashierId())
        || d.view().isOwn(supervisor, refund.customerId(), d.tenders().refundToken())
        || (sale != null && supervisor.equals(sale.employeeId()))) {
      return false;
    }
    effect
        .scale(ReasonCode.NO_CUSTOMER_PRESENT, s.of("permille"))
        .scale(ReasonCode.CLOSING_TIME, s.of("permille"))
        .scale(ReasonCode.OUT_OF_WINDOW, s.of("permille"))
        .scale(ReasonCode.HIGH_VALUE, s.of("permille"));
    return true;
  }
}
