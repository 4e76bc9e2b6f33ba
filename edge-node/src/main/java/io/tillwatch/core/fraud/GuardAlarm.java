package io.tillwatch.core.fraud;

import java.time.Instant;
import java.util.List;

/**
 * Changed rules block too much: until other rules, or the same ones once more, are put in force
 * they hold for a reviewer what they alone would block.
 *
 * @param version the rules that do
 * @param since event time of the block that was too many
 * @param rules codes of the rules that changed since rules were last trusted
 * @param returns judged within the window
 * @param blocks among them, without those that rest on a ledger fact
 * @param normalPermille normal share of returns that are blocked
 */
public record GuardAlarm(
    String version,
    Instant since,
    List<String> rules,
    int returns,
    int blocks,
    int normalPermille) {
  public GuardAlarm {
    rules = List.copyOf(rules);
  }
}
