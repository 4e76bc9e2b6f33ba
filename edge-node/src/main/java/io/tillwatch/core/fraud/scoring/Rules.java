package io.tillwatch.core.fraud.scoring;

import io.tillwatch.core.fraud.DidYouMean;
import io.tillwatch.core.fraud.ReasonCode;
import io.tillwatch.core.fraud.RuleMode;
import io.tillwatch.core.fraud.Safeguards;
import io.tillwatch.core.fraud.ScoreThresholds;
import io.tillwatch.core.fraud.rules.Mitigation;
import io.tillwatch.core.fraud.rules.MitigationCatalogue;
import io.tillwatch.core.fraud.rules.Parameter;
import io.tillwatch.core.fraud.rules.Rule;
import io.tillwatch.core.fraud.rules.RuleCatalogue;
import io.tillwatch.core.fraud.rules.RuleSettings;
import io.tillwatch.core.oplog.Sha256;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How the catalogue is set: thresholds, and for every rule and mitigation its mode, points and
 * parameters. Complete and valid, or not made.
 */
public final class Rules {
  private final ScoreThresholds thresholds;
  private final Map<ReasonCode, RuleSettings> rules;
  private final Map<String, RuleSettings> mitigations;
  private final Safeguards safeguards;
  private final Set<ReasonCode> heldBack;
  private final @Nullable String model;
  private final String version;
  private final List<Asked> asked;
  private final List<Granting> granting;

  /** A rule that is not off, with its settings. */
  record Asked(Rule rule, RuleSettings settings) {}

  /** A mitigation that is active, with its settings. */
  record Granting(Mitigation mitigation, RuleSettings settings) {}

  private Rules(
      ScoreThresholds thresholds,
      Map<ReasonCode, RuleSettings> rules,
      Map<String, RuleSettings> mitigations,
      Safeguards safeguards,
      Set<ReasonCode> heldBack,
      @Nullable String model) {
    this.model = model;
    this.thresholds = thresholds;
    this.rules = new EnumMap<>(rules);
    this.mitigations = new TreeMap<>(mitigations);
    this.safeguards = safeguards;
    this.heldBack = Set.copyOf(heldBack);
    this.version = hash(canonical());
    this.asked =
        RuleCatalogue.RULES.stream()
            .map(rule -> new Asked(rule, of(rule.code())))
            .filter(asked -> asked.settings().mode() != RuleMode.OFF)
            .toList();
    this.granting =
        MitigationCatalogue.MITIGATIONS.stream()
            .map(m -> new Granting(m, mitigation(m.name())))
            .filter(g -> g.settings().mode() == RuleMode.ACTIVE)
            .toList();
  }

  /** The catalogue as it is meant, every rule active but those that need an outside opinion. */
  public static Rules standard() {
    return of(ScoreThresholds.STANDARD, Map.of(), Map.of());
  }

  /** Completes and checks a rule set with the standard safeguards. */
  public static Rules of(
      ScoreThresholds thresholds,
      Map<ReasonCode, RuleSettings> rules,
      Map<String, RuleSettings> mitigations) {
    return of(thresholds, rules, mitigations, Safeguards.STANDARD);
  }

  /**
   * Completes and checks a rule set.
   *
   * @param rules what differs from the standard, by rule
   * @param mitigations what differs from the standard, by name
   */
  public static Rules of(
      ScoreThresholds thresholds,
      Map<ReasonCode, RuleSettings> rules,
      Map<String, RuleSettings> mitigations,
      Safeguards safeguards) {
    Map<ReasonCode, RuleSettings> all = new EnumMap<>(ReasonCode.class);
    for (Rule rule : RuleCatalogue.RULES) {
      RuleSettings given = rules.get(rule.code());
      RuleMode mode = given == null ? RuleCatalogue.standardMode(rule.code()) : given.mode();
      int points = given == null ? rule.points() : given.points();
      new Parameter("points", 0, 0, 100).check(rule.code().name(), points);
      all.put(
          rule.code(),
          new RuleSettings(mode, points, complete(rule.code().name(), rule.parameters(), given)));
    }
    Map<String, RuleSettings> kind = new TreeMap<>();
    for (Mitigation mitigation : MitigationCatalogue.MITIGATIONS) {
      RuleSettings given = mitigations.get(mitigation.name());
      RuleMode mode = given == null ? RuleMode.ACTIVE : given.mode();
      kind.put(
          mitigation.name(),
          new RuleSettings(mode, 0, complete(mitigation.name(), mitigation.parameters(), given)));
    }
    return new Rules(thresholds, all, kind, safeguards, Set.of(), null);
  }

  private static Map<String, Long> complete(
      String owner, List<Parameter> declared, @Nullable RuleSettings given) {
    Map<String, Long> complete = new TreeMap<>();
    for (Parameter parameter : declared) {
      Long value = given == null ? null : given.parameters().get(parameter.name());
      if (value != null) {
        parameter.check(owner, value);
      }
      complete.put(parameter.name(), value == null ? parameter.standard() : value);
    }
    if (given != null) {
      DidYouMean names = new DidYouMean(complete.keySet());
      given.parameters().keySet().forEach(name -> names.check(owner + ": parameter", name));
    }
    return complete;
  }

  /** The same rules with one set differently. */
  public Rules with(ReasonCode code, RuleSettings settings) {
    Map<ReasonCode, RuleSettings> changed = new EnumMap<>(rules);
    changed.put(code, settings);
    return of(thresholds, changed, mitigations, safeguards);
  }

  /**
   * The same rules under the same version, of which some block nothing by themselves: what only
   * they would block is held for a reviewer. Their ledger facts stay facts.
   */
  public Rules holdingBack(Set<ReasonCode> codes) {
    return new Rules(thresholds, rules, mitigations, safeguards, codes, model);
  }

  /**
   * The same rules under the same version, beside which another model judges.
   *
   * @param hash of the model; null for none
   */
  public Rules judgingWith(@Nullable String hash) {
    return new Rules(thresholds, rules, mitigations, safeguards, heldBack, hash);
  }

  /** Whether the rule of that code asks the same: it is set alike, and the model is the same. */
  boolean asksLike(Rules other, ReasonCode code) {
    boolean sameModel = code != ReasonCode.MODEL || Objects.equals(model, other.model);
    return sameModel && of(code).equals(other.of(code));
  }

  /** Rules that block nothing by themselves for now. */
  Set<ReasonCode> heldBack() {
    return heldBack;
  }

  public Safeguards safeguards() {
    return safeguards;
  }

  /** Whether hits come to a decision in the same way: thresholds and mitigations are the same. */
  boolean weighsLike(Rules other) {
    return thresholds.equals(other.thresholds) && mitigations.equals(other.mitigations);
  }

  public ScoreThresholds combining() {
    return thresholds;
  }

  /** How a rule is set. */
  public RuleSettings of(ReasonCode code) {
    return set(code.name(), rules.get(code));
  }

  /** How a mitigation is set. */
  public RuleSettings mitigation(String name) {
    return set(name, mitigations.get(name));
  }

  private static RuleSettings set(String name, @Nullable RuleSettings settings) {
    if (settings == null) {
      throw new IllegalArgumentException("the catalogue has no rule or mitigation " + name);
    }
    return settings;
  }

  /** First 12 hexadecimal digits of the SHA-256 of everything that counts. */
  public String version() {
    return version;
  }

  List<Asked> asked() {
    return asked;
  }

  List<Granting> granting() {
    return granting;
  }

  private String canonical() {
    List<String> lines = new ArrayList<>();
    lines.add(thresholds.toString());
    rules.forEach((code, settings) -> lines.add(code + " " + settings.canonical()));
    mitigations.forEach((name, settings) -> lines.add(name + " " + settings.canonical()));
    lines.add(safeguards.toString());
    return String.join("\n", lines);
  }

  private static String hash(String text) {
    return Sha256.hex(text).substring(0, 12);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Rules rules && rules.canonical().equals(canonical());
  }

  @Override
  public int hashCode() {
    return version.hashCode();
  }

  @Override
  public String toString() {
    return "Rules " + version;
  }
}
