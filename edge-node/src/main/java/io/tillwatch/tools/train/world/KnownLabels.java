package io.tillwatch.tools.train.world;

import io.tillwatch.core.fraud.labels.ReturningPerson;
import io.tillwatch.tools.train.TrainingRow;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * What a shop knows of its returns at a moment, as {@link io.tillwatch.core.fraud.labels.LabelFold}
 * has it: silence counts for honest only where no fraud of the same person is known.
 */
final class KnownLabels implements Function<JudgedReturn, TrainingRow> {
  private final Instant moment;
  private final Function<JudgedReturn, TrainingRow> alone;
  private final Set<String> cheats = new HashSet<>();

  /**
   * @param alone what is known of each return by itself
   */
  private KnownLabels(
      List<JudgedReturn> returns, Instant moment, Function<JudgedReturn, TrainingRow> alone) {
    this.moment = moment;
    this.alone = alone;
    for (JudgedReturn one : returns) {
      if (one.at().isBefore(moment) && Boolean.TRUE.equals(alone.apply(one).fraud())) {
        ReturningPerson.of(one.refund()).addTo(cheats);
      }
    }
  }

  /** Of a shop that does not explore. */
  static KnownLabels of(List<JudgedReturn> returns, Instant moment) {
    return new KnownLabels(returns, moment, one -> one.knownAt(moment));
  }

  /** Of a shop that explores, with weights. */
  static KnownLabels ofExploring(List<JudgedReturn> returns, Instant moment) {
    return new KnownLabels(returns, moment, one -> one.exploredAt(moment));
  }

  @Override
  public TrainingRow apply(JudgedReturn one) {
    TrainingRow row = alone.apply(one);
    boolean bySilence = Boolean.FALSE.equals(row.fraud()) && !one.isReviewedBy(moment);
    return bySilence && ReturningPerson.of(one.refund()).isAmong(cheats)
        ? new TrainingRow(row.at(), null, row.weight(), row.numbers())
        : row;
  }
}
