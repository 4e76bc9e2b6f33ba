package io.tillwatch.core.checkout;

/**
 * A staff command on its way to the one store that may commit it. Exactly one is set.
 *
 * @param payOut unknown to older nodes: they find nothing set, and fail
 */
public record StaffForward(
    StaffCommand.Decide decide, StaffCommand.VoidSale voidSale, StaffCommand.PayOut payOut) {

  public static StaffForward of(StaffCommand.Decide decide) {
    return new StaffForward(decide, null, null);
  }

  public static StaffForward of(StaffCommand.VoidSale voidSale) {
    return new StaffForward(null, voidSale, null);
  }

  public static StaffForward of(StaffCommand.PayOut payOut) {
    return new StaffForward(null, null, payOut);
  }
}
