package io.tillwatch.edge.proof;

import java.text.Normalizer;
import java.util.Locale;

/**
 * A receipt's number as the judge reads it, whoever wrote it down and how: written here a second
 * time, so that the judge does not ask the product which receipts are the same.
 */
final class PrintedNumber {
  private static final String SCANNERS_PREFIX = "]C1";

  private PrintedNumber() {}

  /** The same text for every spelling of one of our own numbers. */
  static String canonical(String written) {
    String text =
        Normalizer.normalize(written, Normalizer.Form.NFKC).strip().toUpperCase(Locale.ROOT);
    if (text.startsWith(SCANNERS_PREFIX)) {
      text = text.substring(SCANNERS_PREFIX.length());
    }
    StringBuilder canonical = new StringBuilder();
    text.codePoints()
        .filter(Character::isLetterOrDigit)
        .map(PrintedNumber::unmistaken)
        .forEach(canonical::appendCodePoint);
    return canonical.toString();
  }

  private static int unmistaken(int letter) {
    return switch (letter) {
      case 'O' -> '0';
      case 'I', 'L' -> '1';
      default -> letter;
    };
  }
}
