package io.tillwatch.core.fraud.rules;

import static io.tillwatch.core.fraud.EvidenceGroup.LEDGER;

import io.tillwatch.core.fraud.Evidence;
import io.tillwatch.core.fraud.ReasonCode;
import io.tillwatch.core.fraud.Remedy;
import io.tillwatch.core.fraud.RightOutcome;
import io.tillwatch.core.fraud.history.Annotation;
import io.tillwatch.core.fraud.history.EntryTimeline;
import io.tillwatch.core.fraud.history.HistoryEntry;
import io.tillwatch.core.retail.Catalog;
import io.tillwatch.core.retail.LineItem;
import io.tillwatch.core.retail.LineQuantity;
import io.tillwatch.core.retail.NumberNormalizer;
import io.tillwatch.core.retail.RefundAllocation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the ledger of all stores says: facts, and the absence of facts. */
final class LedgerRules {
  /** A peer that was heard this many minutes ago counts as heard. */
  private static final String TOLERANCE = "staleAfterMinutes";

  /** Strengths of an absence that proves nothing, up to the stand-in limit and above it. */
  private static final String DOUBTFUL = "stalePoints";

  private static final String ABOVE_LIMIT = "aboveLimitPoints";

  /** Most that one return may pay on doubt, in minor units of the shop's currency. */
  private static final String LIMIT = "standInLimitMinor";

  static final List<Rule> ALL =
      List.of(
          Rule.of(ReasonCode.HISTORY_LOADING, LEDGER, 60)
              .remedy(Remedy.WAIT_FOR_SYNC)
              .when(LedgerRules::historyLoading),
          Rule.of(ReasonCode.HOME_UNREACHABLE, LEDGER, 60)
              .remedy(Remedy.WAIT_FOR_SYNC)
              .when(LedgerRules::homeUnreachable),
          Rule.of(ReasonCode.RECEIPT_UNKNOWN, LEDGER, 88)
              .strength(DOUBTFUL, 35)
              .strength(ABOVE_LIMIT, 62)
              .parameter(LIMIT, 12_500, 0, 1_000_000_000)
              .parameter(TOLERANCE, 1, 0, 1440)
              .when(LedgerRules::receiptUnknown),
          Rule.of(ReasonCode.RECEIPT_TAMPERED, LEDGER, 95).when(LedgerRules::receiptTampered),
          Rule.of(ReasonCode.ALREADY_REFUNDED, LEDGER, 95).when(LedgerRules::alreadyRefunded),
          Rule.of(ReasonCode.OVER_QUANTITY, LEDGER, 88).when(LedgerRules::overQuantity),
          Rule.of(ReasonCode.CONCURRENT_CLAIM, LEDGER, 92).when(LedgerRules::concurrentClaim),
          Rule.of(ReasonCode.NOT_ON_RECEIPT, LEDGER, 80).when(LedgerRules::notOnReceipt),
          Rule.of(ReasonCode.SERIAL_MISMATCH, LEDGER, 90).when(LedgerRules::serialMismatch),
          Rule.of(ReasonCode.SERIAL_UNSOLD, LEDGER, 95)
              .strength(DOUBTFUL, 35)
              .strength(ABOVE_LIMIT, 62)
              .parameter(LIMIT, 12_500, 0, 1_000_000_000)
              .parameter(TOLERANCE, 1, 0, 1440)
              .when(LedgerRules::serialUnsold),
          Rule.of(ReasonCode.SERIAL_NOT_READ, LEDGER, 30).when(LedgerRules::serialNotRead),
          Rule.of(ReasonCode.PRICE_ABOVE_PAID, LEDGER, 45)
              .strength("farAbovePoints", 75)
              .parameter("fromPercent", 2, 0, 100)
              .parameter("farAbovePercent", 20, 1, 1000)
              .when(LedgerRules::priceAbovePaid),
          Rule.of(ReasonCode.RECEIPT_REPRINT, LEDGER, 25).when(LedgerRules::reprint),
          Rule.of(ReasonCode.NO_RECEIPT, LEDGER, 35).when(LedgerRules::noReceipt),
          Rule.of(ReasonCode.VOIDED_SALE, LEDGER, 90).when(LedgerRules::voidedSale),
          Rule.of(ReasonCode.DISPUTED_PAYMENT, LEDGER, 90).when(LedgerRules::disputedPayment));

  private LedgerRules() {}

  private static void historyLoading(Dossier d, RuleSettings s, Hits hits) {
    if (d.scoring().historyLoading()) {
      hits.floor(s.points());
    }
  }

  private static void homeUnreachable(Dossier d, RuleSettings s, Hits hits) {
    if (d.scoring().rightOutcome() == RightOutcome.HOME_UNREACHABLE) {
      hits.floor(s.points());
    }
  }

  private static void receiptUnknown(Dossier d, RuleSettings s, Hits hits) {
    String number = d.refund().receiptNumber();
    if (number == null || d.knowsPurchase()) {
      return;
    }
    AbsenceProof absence = AbsenceProof.ofReceipt(d, s.minutes(TOLERANCE));
    if (absence.isProof()) {
      hits.floor(s.points(), Evidence.receipt(number));
    } else {
      hits.curedBy(absence.remedy()).doubt(doubt(d, s), absence.evidence(Evidence.receipt(number)));
    }
  }

  /** What an absence weighs that proves nothing: money in question decides. */
  private static int doubt(Dossier d, RuleSettings s) {
    boolean small = d.context().isOurMoney(d.refund()) && d.claim().payableMinor() <= s.of(LIMIT);
    return s.pointsOf(small ? DOUBTFUL : ABOVE_LIMIT);
  }

  private static void receiptTampered(Dossier d, RuleSettings s, Hits hits) {
    if (d.scoring().receiptTampered()) {
      hits.floor(s.points(), Evidence.receipt(d.claim().receiptNumber()));
    }
  }

  private static void alreadyRefunded(Dossier d, RuleSettings s, Hits hits) {
    if (d.knowsPurchase() && isNothingLeft(d) && !d.claim().state().taking().isEmpty()) {
      hits.floor(s.points(), HistoryEntry.evidence(d.claim().state().taking()));
    }
  }

  /** Something on the receipt was asked for, and no unit of any such line is left. */
  private static boolean isNothingLeft(Dossier d) {
    return d.claim().allocation().takes().isEmpty() && d.claim().allocation().isShort();
  }

  private static void overQuantity(Dossier d, RuleSettings s, Hits hits) {
    if (d.knowsPurchase() && d.claim().allocation().isShort()) {
      long left = 0;
      for (LineQuantity take : d.claim().allocation().takes()) {
        left += take.units();
      }
      hits.floor(
          s.points(),
          new Evidence("receiptLine", d.refund().receiptNumber(), left + " units left"));
    }
  }

  private static void concurrentClaim(Dossier d, RuleSettings s, Hits hits) {
    boolean takenElsewhere = d.scoring().rightOutcome() == RightOutcome.RIGHT_TAKEN;
    boolean reserved =
        d.knowsPurchase()
            && d.claim().allocation().isShort()
            && !d.claim().state().reserving().isEmpty();
    if (reserved) {
      hits.floor(s.points(), HistoryEntry.evidence(d.claim().state().reserving()));
    } else if (takenElsewhere) {
      hits.floor(s.points(), Evidence.receipt(d.claim().receiptNumber()));
    }
  }

  private static void notOnReceipt(Dossier d, RuleSettings s, Hits hits) {
    if (d.knowsPurchase()) {
      for (int line : d.claim().allocation().unknown()) {
        hits.add(
            s.points(),
            Evidence.receipt(d.claim().receiptNumber()),
            new Evidence("sku", d.refund().lines().get(line).sku(), "is not on the receipt"));
      }
    }
  }

  private static void serialMismatch(Dossier d, RuleSettings s, Hits hits) {
    if (d.knowsPurchase()) {
      for (int line : d.claim().allocation().otherSerial()) {
        String read = d.refund().lines().get(line).serial();
        hits.floor(
            s.points(),
            Evidence.receipt(d.claim().receiptNumber()),
            new Evidence("serial", read, "was not sold on this receipt"));
      }
    }
  }

  private static void serialUnsold(Dossier d, RuleSettings s, Hits hits) {
    for (LineItem line : d.refund().lines()) {
      String serial = line.serial();
      if (serial != null) {
        serialUnsold(d, s, hits, line, serial);
      }
    }
  }

  private static void serialUnsold(
      Dossier d, RuleSettings s, Hits hits, LineItem line, String number) {
    HistoryEntry last = lastOf(d, line.sku(), number);
    Evidence serial = new Evidence("serial", number, null);
    if (last != null && !last.isSale()) {
      hits.floor(s.points(), serial, new Evidence("transaction", last.id(), "took it back"));
    } else if (last == null && shouldBeKnown(d, line)) {
      AbsenceProof absence = AbsenceProof.ofSerial(d, s.minutes(TOLERANCE));
      if (absence.isProof()) {
        hits.floor(s.points(), serial);
      } else {
        int points = absence.predates() ? doubt(d, s) : s.pointsOf(DOUBTFUL);
        hits.curedBy(absence.remedy()).doubt(points, absence.evidence(serial));
      }
    }
  }

  /** The last sale or return of one unit, or null where it was never heard of. */
  private static @Nullable HistoryEntry lastOf(Dossier d, String sku, String serial) {
    HistoryEntry last = null;
    String key = NumberNormalizer.serialKey(sku, serial);
    EntryTimeline known = d.view().ofSerial(sku, serial);
    for (int i = 0; i < known.size(); i++) {
      last = counts(d, known.get(i)) ? known.get(i) : last;
    }
    for (HistoryEntry entry : d.claim().receipt().fromLedger()) {
      boolean later = last == null || last.compareTo(entry) < 0;
      if (later && counts(d, entry) && names(entry, key)) {
        last = entry;
      }
    }
    return last;
  }

  private static boolean counts(Dossier d, HistoryEntry entry) {
    return d.view().sees(entry)
        && (entry.isSale()
            || (d.view().claim(entry) != HistoryEntry.Claim.NONE && d.person().isEarlier(entry)));
  }

  private static boolean names(HistoryEntry entry, String key) {
    return entry.transaction().lines().stream()
        .anyMatch(
            other ->
                other.serial() != null
                    && NumberNormalizer.serialKey(other.sku(), other.serial()).equals(key));
  }

  /** The article is sold by serial number, and was on this receipt, where there is one. */
  private static boolean shouldBeKnown(Dossier d, LineItem line) {
    Catalog.Item item = d.context().item(line.sku());
    if (item == null || !item.serialised()) {
      return false;
    }
    return !d.knowsPurchase()
        || d.sale().lines().stream()
            .noneMatch(sold -> sold.sku().equals(line.sku()) && sold.serial() == null);
  }

  private static void serialNotRead(Dossier d, RuleSettings s, Hits hits) {
    if (!d.knowsPurchase()) {
      return;
    }
    for (LineItem line : d.refund().lines()) {
      if (line.serial() == null && wasSoldWithSerial(d, line.sku())) {
        hits.add(s.points(), new Evidence("sku", line.sku(), "was sold with a serial number"));
      }
    }
  }

  private static boolean wasSoldWithSerial(Dossier d, String sku) {
    boolean with = false;
    for (LineItem sold : d.sale().lines()) {
      if (sold.sku().equals(sku)) {
        if (sold.serial() == null) {
          return false;
        }
        with = true;
      }
    }
    return with;
  }

  private static void priceAbovePaid(Dossier d, RuleSettings s, Hits hits) {
    if (!d.knowsPurchase()) {
      // all lines together, as with a receipt: one article that became cheaper is no fraud
      long most = d.claim().payableMinor();
      if (!d.context().isOurMoney(d.refund())) {
        return;
      }
      above(s, hits, d.refund().totalMinor(), most, "by the catalogue's prices ");
      return;
    }
    if (!d.sale().currency().equals(d.refund().currency())) {
      hits.add(
          s.pointsOf("farAbovePoints"),
          new Evidence("amount", d.refund().currency(), "paid in " + d.sale().currency()));
    }
    RefundAllocation allocation = d.claim().allocation();
    above(s, hits, allocation.askedMinor(), allocation.refundMinor(), "paid was ");
  }

  private static void above(RuleSettings s, Hits hits, long asked, long paid, String words) {
    if (asked <= paid) {
      return;
    }
    // asked / paid - 1 > percent / 100, without division
    long over = (asked - paid) * 100;
    if (over > paid * s.of("farAbovePercent")) {
      hits.add(
          s.pointsOf("farAbovePoints"), new Evidence("amount", Long.toString(asked), words + paid));
    } else if (over > paid * s.of("fromPercent")) {
      hits.add(s.points(), new Evidence("amount", Long.toString(asked), words + paid));
    }
  }

  private static void reprint(Dossier d, RuleSettings s, Hits hits) {
    if (d.refund().reprint()) {
      hits.add(s.points(), Evidence.receipt(d.claim().receiptNumber()));
    }
  }

  private static void noReceipt(Dossier d, RuleSettings s, Hits hits) {
    if (d.refund().receiptNumber() == null) {
      hits.add(s.points());
    }
  }

  private static void voidedSale(Dossier d, RuleSettings s, Hits hits) {
    undone(d, s, hits, "void", d.claim().entry() == null ? List.of() : d.claim().entry().voids());
    if (d.claim().receipt().voided()) {
      hits.floor(s.points(), byLedger(d, "was cancelled, as the ledger says"));
    }
  }

  private static void disputedPayment(Dossier d, RuleSettings s, Hits hits) {
    undone(
        d,
        s,
        hits,
        "dispute",
        d.claim().entry() == null ? List.of() : d.claim().entry().disputes());
    if (d.claim().receipt().disputed()) {
      hits.floor(s.points(), byLedger(d, "was charged back, as the ledger says"));
    }
  }

  private static void undone(
      Dossier d, RuleSettings s, Hits hits, String what, List<Annotation> marks) {
    for (Annotation annotation : marks) {
      if (d.view().sees(annotation)) {
        hits.floor(s.points(), new Evidence(what, annotation.id(), "in " + annotation.storeId()));
      }
    }
  }

  private static Evidence byLedger(Dossier d, String words) {
    return new Evidence("receipt", d.refund().receiptNumber(), words);
  }
}
