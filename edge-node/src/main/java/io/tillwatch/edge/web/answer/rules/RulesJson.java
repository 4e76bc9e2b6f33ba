package io.tillwatch.edge.web.answer.rules;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tillwatch.core.fraud.GuardAlarm;
import io.tillwatch.core.fraud.RuleSet;
import io.tillwatch.core.fraud.RulesView;
import io.tillwatch.edge.codec.OmittedIfNull;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the node adds to a rule set, whose own fields stand before it.
 *
 * @param now null of a set of the history
 */
public record RulesJson(Version inForce, @JsonUnwrapped @OmittedIfNull @Nullable Now now) {

  /**
   * A rule set without its rules.
   *
   * @param inForce null but in the history
   */
  public record Version(
      String version,
      Instant at,
      String by,
      String storeId,
      @OmittedIfNull @Nullable Boolean inForce) {

    /** The set in force. */
    public static Version of(RuleSet set) {
      return new Version(set.version(), set.at(), set.by(), set.storeId(), null);
    }

    /** An item of the history. */
    public static Version of(RuleSet set, boolean inForce) {
      return new Version(set.version(), set.at(), set.by(), set.storeId(), inForce);
    }
  }

  /**
   * How things are with the rules in force.
   *
   * @param fileProblem why the rules file, as it lies there now, is refused, or null
   */
  public record Now(
      List<Version> history, @Nullable String fileProblem, @Nullable GuardAlarm guardAlarm) {}

  /** The rules in force. */
  public static RulesJson of(RulesView view) {
    return new RulesJson(
        Version.of(view.current()),
        new Now(
            view.history().stream().map(Version::of).toList(), view.fileProblem(), view.guard()));
  }

  /** A set of the history. */
  public static RulesJson of(RuleSet earlier) {
    return new RulesJson(Version.of(earlier), null);
  }
}
