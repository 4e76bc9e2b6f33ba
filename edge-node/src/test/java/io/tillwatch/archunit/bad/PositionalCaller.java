package io.tillwatch.archunit.bad;

/** Makes from elsewhere what takes nine values in a row. */
public final class PositionalCaller {
  private PositionalCaller() {}

  public static Positional counted() {
    return new Positional(1, 2, 3, 4, 5, 6, 7, 8, 9);
  }
}
