package io.tillwatch.core.checkout;

import io.tillwatch.core.oplog.RightChange;
import io.tillwatch.core.retail.LineQuantity;
import java.util.List;

/** What a fact does to the count of rights of a receipt's lines. */
public final class RightChanges {
  private RightChanges() {}

  /** Changes that take these units, refused where they are not there. */
  public static List<RightChange> taking(String home, String receipt, List<LineQuantity> taken) {
    return taken.stream()
        .map(take -> RightChange.take(home, receipt, take.line(), take.units()))
        .toList();
  }

  /** Changes that take these units although they may be gone: the money is paid. */
  public static List<RightChange> paidAlready(
      String home, String receipt, List<LineQuantity> taken) {
    return taking(home, receipt, taken).stream().map(RightChanges::unchecked).toList();
  }

  /** Changes that take nothing, refused where more than all is taken already. */
  public static List<RightChange> stillThere(PostedReturn held) {
    return held.taken().stream()
        .map(take -> RightChange.take(homeOf(held), receiptOf(held), take.line(), 0))
        .toList();
  }

  /** Changes that give a held return's right back, where it has one. */
  public static List<RightChange> givingBack(PostedReturn posted) {
    return posted.hasRight() ? giving(posted, posted.taken()) : List.of();
  }

  /** Changes that give these units of a held return back. */
  public static List<RightChange> giving(PostedReturn posted, List<LineQuantity> lines) {
    return lines.stream()
        .map(take -> RightChange.give(homeOf(posted), receiptOf(posted), take.line(), take.units()))
        .toList();
  }

  private static String homeOf(PostedReturn taking) {
    if (taking.home() == null) {
      throw new IllegalStateException(taking.refund().id() + " takes units that no store sold");
    }
    return taking.home();
  }

  private static String receiptOf(PostedReturn taking) {
    String number = taking.refund().receiptNumber();
    if (number == null) {
      throw new IllegalStateException(taking.refund().id() + " takes units of no receipt");
    }
    return number;
  }

  private static RightChange unchecked(RightChange take) {
    return new RightChange(take.home(), take.receipt(), take.line(), take.delta(), false);
  }
}
