package io.tillwatch.edge.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The shipped rules with every rule off that judges people: what is left is what the ledger says,
 * so that these tests prove the ledger and not the weights of a rule.
 */
final class GenerousRules {
  private static final Set<String> KEPT =
      Set.of(
          "HISTORY_LOADING",
          "HOME_UNREACHABLE",
          "RECEIPT_UNKNOWN",
          "ALREADY_REFUNDED",
          "OVER_QUANTITY",
          "PRICE_ABOVE_PAID",
          "CONCURRENT_CLAIM",
          "VOIDED_SALE");
  private static final Pattern CODE = Pattern.compile("(?m)^(\\s*)- code: (\\w+)$");

  private static final Pattern STALE_AFTER = Pattern.compile("(staleAfterMinutes: )\\d+");

  private GenerousRules() {}

  /** Writes them into the folder. */
  static Path write(Path dir) {
    return write(dir, 1);
  }

  /** The same with another age from which on what was heard of a store says nothing. */
  static Path write(Path dir, int staleAfterMinutes) {
    return write(conf("rules.yaml"), dir.resolve("rules.yaml"), staleAfterMinutes);
  }

  /** The same from the rules of another version, into that file. */
  static Path write(Path shipped, Path file, int staleAfterMinutes) {
    try {
      String rules = Files.exists(shipped) ? Files.readString(shipped) : "";
      Matcher codes = CODE.matcher(rules);
      String generous =
          codes.replaceAll(
              found ->
                  KEPT.contains(found.group(2))
                      ? found.group()
                      : found.group() + "\n" + found.group(1) + "  enabled: false");
      String stale = STALE_AFTER.matcher(generous).replaceAll("$1" + staleAfterMinutes);
      return Files.writeString(file, stale);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file of the shipped conf folder. */
  static Path conf(String name) {
    return Path.of("..", "conf", name).toAbsolutePath().normalize();
  }
}
