package io.tillwatch.core.fraud.rules;

import io.tillwatch.core.fraud.EvidenceGroup;
import io.tillwatch.core.fraud.ReasonCode;
import io.tillwatch.core.fraud.Remedy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One question to a return (or a sale) whose yes has a strength, as a named value.
 *
 * @param onSales also asked of sales
 * @param remedy what would answer the question otherwise in the same visit, or null
 * @param points strength or floor of the main case where the rules do not say
 */
public record Rule(
    ReasonCode code,
    EvidenceGroup group,
    boolean onSales,
    @Nullable Remedy remedy,
    int points,
    List<Parameter> parameters,
    Check check) {

  /** The question itself: pure, reads only what it is given. */
  @FunctionalInterface
  public interface Check {
    void judge(Dossier dossier, RuleSettings settings, Hits hits);
  }

  /** Starts a rule that asks returns only and has no remedy. */
  static Draft of(ReasonCode code, EvidenceGroup evidenceGroup, int points) {
    return new Draft(code, evidenceGroup, points);
  }

  /** A rule being written down. */
  static final class Draft {
    private final ReasonCode code;
    private final EvidenceGroup evidenceGroup;
    private final int points;
    private final List<Parameter> parameters = new ArrayList<>();
    private boolean onSales;
    private @Nullable Remedy remedy;

    private Draft(ReasonCode code, EvidenceGroup evidenceGroup, int points) {
      this.code = code;
      this.evidenceGroup = evidenceGroup;
      this.points = points;
    }

    Draft parameter(String name, long standard, long least, long most) {
      parameters.add(new Parameter(name, standard, least, most));
      return this;
    }

    /** A further strength or floor. */
    Draft strength(String name, long standard) {
      return parameter(name, standard, 0, 100);
    }

    Draft onSales() {
      onSales = true;
      return this;
    }

    Draft remedy(Remedy remedy) {
      this.remedy = remedy;
      return this;
    }

    Rule when(Check check) {
      return new Rule(code, evidenceGroup, onSales, remedy, points, List.copyOf(parameters), check);
    }
  }
}
