package io.tillwatch.core.fraud.rules;

import static io.tillwatch.core.fraud.EvidenceGroup.IDENTITY;

import io.tillwatch.core.fraud.Evidence;
import io.tillwatch.core.fraud.ReasonCode;
import io.tillwatch.core.fraud.Remedy;
import io.tillwatch.core.fraud.history.EntryTimeline;
import io.tillwatch.core.fraud.history.HistoryEntry;
import io.tillwatch.core.fraud.history.PersonIndex;
import io.tillwatch.core.retail.ListEntry;
import io.tillwatch.core.retail.PhotoEvidence;
import io.tillwatch.core.retail.Return;
import io.tillwatch.core.retail.Tender;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether the person at the till is the purchaser. A purchase without a photo (no consent) is never
 * held against the return; faces are compared with the purchase's own photo only.
 */
final class IdentityRules {
  private static final String GOOD_QUALITY = "goodQuality";

  /** Bits in which two hashes of one picture differ at most, of 64 as older versions hash. */
  private static final int BITS = 2;

  /** So many of the whole picture's 1,024 bits stand for one of these. */
  private static final int FINE_BITS = 24;

  static final List<Rule> ALL =
      List.of(
          Rule.of(ReasonCode.PHOTO_MISSING, IDENTITY, 70)
              .strength("elsewherePoints", 85)
              .remedy(Remedy.CAPTURE_PHOTO)
              .when(IdentityRules::photoMissing),
          Rule.of(ReasonCode.FACE_MISMATCH, IDENTITY, 65)
              .parameter("belowPercent", 35, 0, 100)
              .parameter(GOOD_QUALITY, 40, 0, 100)
              .remedy(Remedy.PRESENT_ORIGINAL_CARD)
              .when(IdentityRules::faceMismatch),
          Rule.of(ReasonCode.FACE_UNCERTAIN, IDENTITY, 25)
              .parameter("mismatchBelowPercent", 35, 0, 100)
              .parameter("belowPercent", 55, 0, 100)
              .parameter(GOOD_QUALITY, 40, 0, 100)
              .parameter("recaptures", 2, 0, 10)
              .strength("declinedPoints", 60)
              .when(IdentityRules::faceUncertain),
          Rule.of(ReasonCode.LIVENESS_FAIL, IDENTITY, 80)
              .strength("withMismatchPoints", 90)
              .strength("doubtfulPoints", 40)
              .parameter("failBelowPercent", 50, 0, 100)
              .parameter("doubtfulBelowPercent", 80, 0, 100)
              .parameter("mismatchBelowPercent", 35, 0, 100)
              .remedy(Remedy.CAPTURE_PHOTO)
              .when(IdentityRules::livenessFail),
          Rule.of(ReasonCode.PHOTO_REPLAY, IDENTITY, 92)
              .parameter("bits", BITS, 0, 16)
              .parameter("sameVisitMinutes", 30, 0, 240)
              .remedy(Remedy.CAPTURE_PHOTO)
              .when(IdentityRules::photoReplay),
          Rule.of(ReasonCode.CUSTOMER_MISMATCH, IDENTITY, 45)
              .remedy(Remedy.PRESENT_ORIGINAL_CARD)
              .when(IdentityRules::customerMismatch),
          Rule.of(ReasonCode.LISTED, IDENTITY, 85)
              .strength("salePoints", 25)
              .strength("linkedPoints", 45)
              .onSales()
              .when(IdentityRules::listed));

  private IdentityRules() {}

  private static void photoMissing(Dossier d, RuleSettings s, Hits hits) {
    PhotoEvidence taken = d.salePhoto();
    if (taken == null || !isPhotoMissing(d)) {
      return;
    }
    Evidence sale = new Evidence("photo", taken.sha256(), "taken at the purchase");
    if (!d.isElsewhere()) {
      hits.add(s.points(), sale);
      return;
    }
    Evidence store = new Evidence("store", d.saleFact().storeId(), null);
    boolean excused = d.isRecalled() || d.isEvenExchange();
    if (excused || (!hits.has(ReasonCode.HIGH_VALUE) && returnsToPayer(d))) {
      hits.add(s.points(), sale, store);
    } else {
      hits.floor(s.pointsOf("elsewherePoints"), sale, store);
    }
  }

  /** The purchase has a picture of who bought, and this return has none of anybody. */
  static boolean isPhotoMissing(Dossier d) {
    return d.salePhoto() != null && d.salePhoto().verified() && !hasFace(d.photo());
  }

  /**
   * All of it goes back to what paid, whose card was read here or whose owner gives the account.
   */
  private static boolean returnsToPayer(Dossier d) {
    boolean isToKnownCard =
        d.tenders().saleTender() != Tender.Type.CARD || d.tenders().saleToken() != null;
    return d.tenders().refundsToOrigin()
        && (d.tenders().hasOriginalCard() || (isToKnownCard && d.isUnderPurchasersAccount()));
  }

  /** A picture without a face in it that could be compared is as good as none. */
  private static boolean hasFace(@Nullable PhotoEvidence photo) {
    return photo != null && (photo.verified() || photo.similarityToSale() != null);
  }

  private static boolean isCompared(Dossier d) {
    return d.photo() != null && d.photo().similarityToSale() != null;
  }

  /** The faces were compared, and are less alike than that. */
  private static boolean isBelow(@Nullable PhotoEvidence photo, long percent) {
    return photo != null
        && photo.similarityToSale() != null
        && photo.similarityToSale() * 100 < percent;
  }

  private static void faceMismatch(Dossier d, RuleSettings s, Hits hits) {
    if (isBelow(d.photo(), s.of("belowPercent")) && areGood(d, s.of(GOOD_QUALITY))) {
      hits.add(s.points(), photo(d), purchasePhoto(d));
    }
  }

  private static boolean areGood(Dossier d, long quality) {
    return isGood(d.photo(), quality) && (d.salePhoto() == null || isGood(d.salePhoto(), quality));
  }

  private static boolean isGood(@Nullable PhotoEvidence photo, long quality) {
    return photo != null
        && photo.verified()
        && (photo.quality() == null || photo.quality() >= quality);
  }

  private static void faceUncertain(Dossier d, RuleSettings s, Hits hits) {
    if (d.photo() == null || (d.salePhoto() == null && !isCompared(d))) {
      return;
    }
    if (isDeclined(d)
        && !d.tenders().hasOriginalCard()
        && (isOtherCustomer(d) || d.tenders().movesOffCard())) {
      hits.curedBy(Remedy.PRESENT_ORIGINAL_CARD)
          .floor(s.pointsOf("declinedPoints"), photo(d), purchasePhoto(d));
      return;
    }
    boolean good = areGood(d, s.of(GOOD_QUALITY));
    boolean between =
        isBelow(d.photo(), s.of("belowPercent"))
            && (!good || !isBelow(d.photo(), s.of("mismatchBelowPercent")));
    boolean poor = !isCompared(d) && !isGood(d.photo(), s.of(GOOD_QUALITY));
    if (between || poor) {
      boolean again = d.attempts() < s.of("recaptures");
      hits.curedBy(again ? Remedy.CAPTURE_PHOTO : null).add(s.points(), photo(d));
    }
  }

  /**
   * The purchaser agreed that faces are compared and who returns did not. That alone is nobody's
   * fault; where something else says that they are two people, it is not left open.
   */
  private static boolean isDeclined(Dossier d) {
    PhotoEvidence now = d.photo();
    PhotoEvidence taken = d.salePhoto();
    return now != null
        && taken != null
        && now.similarityToSale() == null
        && Boolean.TRUE.equals(taken.matchAllowed())
        && !Boolean.TRUE.equals(now.matchAllowed());
  }

  private static void livenessFail(Dossier d, RuleSettings s, Hits hits) {
    PhotoEvidence photo = d.photo();
    if (photo == null || photo.liveness() == null) {
      return;
    }
    if (!photo.isLive(s.of("failBelowPercent"))) {
      boolean otherFace = isBelow(photo, s.of("mismatchBelowPercent"));
      if (otherFace || isOtherCustomer(d)) {
        hits.floor(s.pointsOf("withMismatchPoints"), photo(d));
      } else {
        hits.add(s.points(), photo(d));
      }
    } else if (photo.verified() && !photo.isLive(s.of("doubtfulBelowPercent"))) {
      hits.add(s.pointsOf("doubtfulPoints"), photo(d));
    }
  }

  private static void photoReplay(Dossier d, RuleSettings s, Hits hits) {
    PhotoEvidence photo = d.photo();
    if (photo == null) {
      return;
    }
    HistoryEntry earlier = earlierUse(d, s.of("bits"), s.minutes("sameVisitMinutes"));
    if (earlier != null) {
      hits.floor(
          s.points(), photo(d), new Evidence("transaction", earlier.id(), "has the same photo"));
    }
  }

  /** A picture that was used before proves nothing, whatever the replay rule is set to. */
  static boolean isReplay(Dossier d) {
    return earlierUse(d, BITS, Visits.LENGTH) != null;
  }

  private static @Nullable HistoryEntry earlierUse(Dossier d, long bits, long sameVisit) {
    PhotoEvidence photo = d.photo();
    if (photo == null) {
      return null;
    }
    HistoryEntry earlier = firstUse(d, sameVisit, d.view().ofPhoto(photo.sha256()), false);
    if (earlier == null && photo.perceptualHash() != null) {
      // two pictures of one person may have one hash: whether it is the purchase's is known better
      boolean known = photo.bitsFromSale() != null;
      earlier = firstUse(d, sameVisit, d.view().ofPhoto(photo.perceptualHash()), known);
    }
    return earlier == null && isOfSale(d, photo, bits) ? d.saleFact() : earlier;
  }

  private static @Nullable HistoryEntry firstUse(
      Dossier d, long sameVisit, EntryTimeline uses, boolean butForSale) {
    for (int i = 0; i < uses.size(); i++) {
      HistoryEntry use = uses.get(i);
      if (d.view().sees(use)
          && d.person().isEarlier(use)
          && !(butForSale && d.knowsPurchase() && use.id().equals(d.saleFact().id()))
          && !isSameVisit(d, use, sameVisit)) {
        return use;
      }
    }
    return null;
  }

  /**
   * One picture may serve several returns of one person at one till in one visit; who gives no
   * account either time, or one account and one card, is taken for one person there.
   */
  private static boolean isSameVisit(Dossier d, HistoryEntry use, long window) {
    Return refund = d.refund();
    return !use.isSale()
        && refund.laneId() != null
        && Visits.isSameLane(refund, use.refund(), window)
        && (Objects.equals(refund.customerId(), use.refund().customerId())
            || Visits.isSamePerson(refund, use.refund()));
  }

  /** Whether it is the picture of the purchase, encoded anew. */
  private static boolean isOfSale(Dossier d, PhotoEvidence photo, long bits) {
    if (photo.bitsFromSale() != null) {
      return d.knowsPurchase() && photo.bitsFromSale() <= FINE_BITS * bits;
    }
    PhotoEvidence sale = d.salePhoto();
    if (sale == null || sale.perceptualHash() == null || photo.perceptualHash() == null) {
      return false;
    }
    long one = Long.parseUnsignedLong(photo.perceptualHash(), 16);
    long other = Long.parseUnsignedLong(sale.perceptualHash(), 16);
    return Long.bitCount(one ^ other) <= bits;
  }

  private static boolean isOtherCustomer(Dossier d) {
    return d.knowsPurchase()
        && d.sale().customerId() != null
        && d.refund().customerId() != null
        && !d.sale().customerId().equals(d.refund().customerId());
  }

  private static void customerMismatch(Dossier d, RuleSettings s, Hits hits) {
    if (isOtherCustomer(d)) {
      hits.add(s.points(), new Evidence("customer", d.refund().customerId(), "is not the buyer's"));
    }
  }

  private static void listed(Dossier d, RuleSettings s, Hits hits) {
    if (!d.isReturn()) {
      io.tillwatch.core.retail.Sale sale = (io.tillwatch.core.retail.Sale) d.transaction();
      ListEntry listEntry = blocked(d, sale.customerId(), PersonIndex.token(sale.tender()));
      if (listEntry != null) {
        hits.add(s.pointsOf("salePoints"), entry(listEntry));
      }
      return;
    }
    ListEntry listEntry = blocked(d, d.refund().customerId(), d.tenders().refundToken());
    if (listEntry == null && d.knowsPurchase()) {
      listEntry = blocked(d, d.sale().customerId(), d.tenders().saleToken());
    }
    if (listEntry != null) {
      hits.floor(s.points(), entry(listEntry));
      return;
    }
    ListEntry linked = linked(d, d.tenders().refundToken());
    if (linked == null && !Objects.equals(d.tenders().saleToken(), d.tenders().refundToken())) {
      linked = linked(d, d.tenders().saleToken());
    }
    if (linked != null) {
      hits.add(s.pointsOf("linkedPoints"), entry(linked));
    }
  }

  private static @Nullable ListEntry blocked(
      Dossier d, @Nullable String customerId, @Nullable String token) {
    ListEntry customer = d.view().listingOfCustomer(customerId);
    if (customer != null && customer.list() == ListEntry.Kind.BLOCK) {
      return customer;
    }
    ListEntry card = d.view().listingOfToken(token);
    return card != null && card.list() == ListEntry.Kind.BLOCK ? card : null;
  }

  /** A listed customer used this card before. */
  private static @Nullable ListEntry linked(Dossier d, @Nullable String token) {
    if (token == null || !d.view().listsCustomers()) {
      return null;
    }
    EntryTimeline uses = d.view().ofToken(token);
    for (int i = uses.size() - 1; i >= 0; i--) {
      if (d.view().sees(uses.get(i))) {
        ListEntry listEntry = blocked(d, uses.get(i).transaction().customerId(), null);
        if (listEntry != null) {
          return listEntry;
        }
      }
    }
    return null;
  }

  private static Evidence entry(ListEntry listEntry) {
    return new Evidence("listing", listEntry.id(), listEntry.reason());
  }

  private static Evidence photo(Dossier d) {
    return photo(d.photo(), "taken now");
  }

  private static Evidence purchasePhoto(Dossier d) {
    return photo(d.salePhoto(), "taken at the purchase");
  }

  private static Evidence photo(@Nullable PhotoEvidence photo, String taken) {
    return new Evidence("photo", photo == null ? null : photo.sha256(), taken);
  }
}
