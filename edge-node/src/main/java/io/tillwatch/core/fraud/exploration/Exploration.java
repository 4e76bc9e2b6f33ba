package io.tillwatch.core.fraud.exploration;

import io.tillwatch.core.fraud.Assessment;
import io.tillwatch.core.fraud.Decision;
import io.tillwatch.core.fraud.FeatureRow;
import io.tillwatch.core.fraud.ReturnAssessment;
import io.tillwatch.core.fraud.rules.ModelOpinion;
import io.tillwatch.core.fraud.scoring.BlockGuard;
import io.tillwatch.core.fraud.scoring.Rules;
import io.tillwatch.core.retail.Transaction;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Chooses, by chance, what is looked at although it would not be: some of the returns that would be
 * refused without a ledger fact are held for reviewers, and some of those that are paid are
 * reviewed afterwards. Without them nobody would ever learn which refusals were wrong and which
 * payments were. Who returns cannot foresee the choice, and who tries the same receipt again draws
 * the same.
 */
public final class Exploration {
  /** Nothing is chosen. */
  public static final Exploration OFF = new Exploration(0, 0, purposeAndId -> 0);

  /** Stands among the mitigations of an answer that was to be a refusal. */
  public static final String MITIGATION = "EXPLORED";

  private static final int ALL = 1000;

  private final int blocks;
  private final int approvals;
  private final Draw draw;

  /**
   * How much is chosen.
   *
   * @param blocks how many of a thousand soft blocks are held instead, 0..1000
   * @param approvals how many of a thousand approvals are reviewed, 0..1000
   */
  public record Shares(int blocks, int approvals) {}

  /** A draw that is the same for the same text, and cannot be foreseen without a secret. */
  public interface Draw {
    /**
     * @return 0..999, each as likely
     */
    int permille(String purposeAndId);
  }

  /**
   * @param blocks how many of a thousand soft blocks are held instead, 0..1000
   * @param approvals how many of a thousand approvals are reviewed, 0..1000
   */
  public Exploration(int blocks, int approvals, Draw draw) {
    this.blocks = within(blocks);
    this.approvals = within(approvals);
    this.draw = draw;
  }

  private static int within(int permille) {
    if (permille < 0 || permille > ALL) {
      throw new IllegalArgumentException("expected 0..1000 of a thousand, found " + permille);
    }
    return permille;
  }

  /**
   * Whether a return that would be refused is held instead.
   *
   * @param id of the return, or what else is to draw alike
   * @param rules that made the answer
   */
  public boolean holds(String id, Assessment assessment, Rules rules) {
    return blocks > 0
        && BlockGuard.isSoftBlock(assessment, rules)
        && draw.permille("hold " + id) < blocks;
  }

  /** Whether anything that is paid is reviewed. */
  public boolean samples() {
    return approvals > 0;
  }

  /**
   * Whether a return that is paid goes to the blind queue.
   *
   * @param opinion of a model, or null
   */
  public boolean reviews(String id, Assessment assessment, @Nullable ModelOpinion opinion) {
    return approvals > 0
        && assessment.decision() == Decision.APPROVE
        && draw.permille("review " + id) < SampleChance.of(approvals, opinion);
  }

  /**
   * The answer, held for reviewers or marked for a later review where it is chosen.
   *
   * @param rules that made it
   * @param opinion of a model, or null
   */
  public ReturnAssessment onReturn(
      Transaction refund, ReturnAssessment answer, Rules rules, @Nullable ModelOpinion opinion) {
    FeatureRow features = answer.features();
    String drawn = refund.receiptNumber() == null ? refund.id() : refund.receiptNumber();
    if (features == null) {
      return answer;
    }
    if (holds(drawn, answer.assessment(), rules)) {
      return answer.held(held(answer.assessment(), rules)).knowing(features.heldOf(blocks));
    }
    return reviews(drawn, answer.assessment(), opinion)
        ? answer.knowing(features.sampledOf(SampleChance.of(approvals, opinion)))
        : answer;
  }

  /** Whether a return is held only because it was chosen by chance. */
  public static boolean isChosen(Assessment assessment) {
    return assessment.mitigations().contains(MITIGATION);
  }

  /** The answer held for reviewers, just below a block. */
  public static Assessment held(Assessment refused, Rules rules) {
    List<String> mitigations = new ArrayList<>(refused.mitigations());
    mitigations.add(MITIGATION);
    return new Assessment(
            Math.min(refused.score(), rules.combining().block() - 1),
            Decision.REVIEW,
            refused.rulesetVersion(),
            refused.reasons(),
            refused.shadow(),
            refused.remedy())
        .with(refused.contributions(), mitigations, refused.heardUpTo());
  }

  /**
   * How likely it was that reviewers see a return that was answered so, of a thousand: what its
   * label weighs in training is the inverse. 0 where none ever does.
   *
   * @param assessment before anything was changed
   * @param opinion of a model, or null
   */
  public int propensityPermille(
      Assessment assessment, Rules rules, @Nullable ModelOpinion opinion) {
    return switch (assessment.decision()) {
      case REVIEW -> ALL;
      case APPROVE -> SampleChance.of(approvals, opinion);
      case BLOCK -> BlockGuard.isSoftBlock(assessment, rules) ? blocks : 0;
    };
  }
}
