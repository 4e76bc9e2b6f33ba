package io.tillwatch.core.checkout;

import static java.util.Objects.requireNonNullElse;

import io.tillwatch.core.retail.LineItem;
import io.tillwatch.core.retail.Return;
import io.tillwatch.core.retail.Tender;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a return that repeats an earlier try leaves unsaid because its till was not told: a page
 * that customers see recalls a return without customer, photo and serial numbers. They are taken
 * over only where the money goes where it was to go, or back to the card that paid: whoever found a
 * reference does not get paid in another's name.
 */
public final class RepeatedReturn {
  private RepeatedReturn() {}

  /**
   * The request with what it does not say as the earlier try said it.
   *
   * @param paid how the sale was paid, or null where that is not known
   */
  public static ReturnRequest completed(
      ReturnRequest said, PostedReturn earlier, @Nullable Tender paid) {
    Return before = earlier.refund();
    if (!isSame(said.refundTender(), before.refundTender()) && !isSame(said.refundTender(), paid)) {
      return said;
    }
    return said.toBuilder()
        .customerId(or(said.customerId(), before.customerId()))
        .lines(lines(said.lines(), before.lines()))
        .photoId(or(said.photoId(), earlier.photoId()))
        .reason(or(said.reason(), before.reason()))
        .giftReceiptPresented(said.giftReceiptPresented() || before.giftReceiptPresented())
        .exchange(said.exchange() || before.exchange())
        .reprint(said.reprint() || before.reprint())
        .entry(or(said.entry(), before.entry()))
        .originalCardPresent(or(said.originalCardPresent(), before.originalCardPresent()))
        .customerPresent(or(said.customerPresent(), before.customerPresent()))
        .build();
  }

  /** The same without a photo. */
  public static ReturnRequest withoutPhoto(ReturnRequest said) {
    return said.toBuilder().photoId(null).build();
  }

  private static boolean isSame(@Nullable Tender one, @Nullable Tender other) {
    return one != null
        && other != null
        && one.type() == other.type()
        && requireNonNullElse(one.token(), "").equals(requireNonNullElse(other.token(), ""));
  }

  private static <T> @Nullable T or(@Nullable T said, @Nullable T before) {
    return said == null ? before : said;
  }

  /** A serial number stays with its article where the lines are the same ones. */
  private static List<LineItem> lines(List<LineItem> said, List<LineItem> before) {
    if (said.size() != before.size()) {
      return said;
    }
    List<LineItem> lines = new ArrayList<>(said.size());
    for (int i = 0; i < said.size(); i++) {
      LineItem line = said.get(i);
      LineItem earlier = before.get(i);
      boolean same = line.sku().equals(earlier.sku()) && line.quantity() == earlier.quantity();
      lines.add(same && line.serial() == null ? withSerial(line, earlier.serial()) : line);
    }
    return lines;
  }

  private static LineItem withSerial(LineItem line, @Nullable String serial) {
    return new LineItem(
        line.sku(), line.quantity(), line.unitPriceMinor(), serial, line.condition());
  }
}
