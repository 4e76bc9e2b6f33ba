package io.tillwatch.edge.web.answer.rules;

import io.tillwatch.core.fraud.drift.DriftLevel;
import io.tillwatch.core.fraud.drift.DriftReport;
import io.tillwatch.core.fraud.drift.DriftView;
import io.tillwatch.core.fraud.drift.LabelledScores;
import io.tillwatch.core.fraud.drift.ModelDrift;
import io.tillwatch.core.fraud.drift.SalesDrift;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far today's returns are from those that a model learned from.
 *
 * @param model its hash, or null where none judges or is tried
 * @param champion whether it is promoted; otherwise it is the challenger
 * @param at when this was computed, or null where it is not yet
 * @param detail what is to be said beside the figures, in plain words
 * @param figures null where nothing was computed
 */
public record DriftJson(
    @Nullable String model,
    boolean champion,
    @Nullable Instant at,
    String detail,
    @Nullable Figures figures) {

  /**
   * What was computed.
   *
   * @param days how many days back returns were looked at
   * @param returns how many there were
   * @param level the worst of score and features
   * @param features alarms first, and of equal state the one that moved furthest
   * @param calibrationError mean distance between score and share of frauds, 0..1
   * @param alertPrecision share of frauds among stopped returns, 0..1
   * @param topPrecision share of frauds among the 20 highest scored returns with a label, 0..1
   * @param calibration what scores said and what was found, the lowest score first
   * @param sales how the sales moved, which returns will follow
   */
  public record Figures(
      int days,
      long returns,
      DriftLevel level,
      Shift score,
      List<Shift> features,
      Measure calibrationError,
      Measure alertPrecision,
      Measure topPrecision,
      List<Bin> calibration,
      Sales sales) {}

  /**
   * How the sales of the last seven days differ from those of the weeks before.
   *
   * @param sales of the last seven days
   * @param weeks that had sales enough to be compared with
   * @param level the worst of the numbers
   * @param numbers alarms first, and of equal state the one that moved furthest
   */
  public record Sales(long sales, int weeks, DriftLevel level, List<Shift> numbers) {
    private static Sales of(SalesDrift drift) {
      return new Sales(
          drift.sales(), drift.weeks(), drift.level(), Shift.worstFirst(drift.shifts()));
    }
  }

  /**
   * How a number moved.
   *
   * @param index population stability index; null with too few returns
   */
  public record Shift(String name, @Nullable Double index, DriftLevel level) {
    private static Shift of(DriftReport.Shift shift) {
      return new Shift(shift.name(), known(shift.index()), shift.level());
    }

    private static List<Shift> worstFirst(List<DriftReport.Shift> shifts) {
      return shifts.stream()
          .sorted(
              Comparator.comparing(DriftReport.Shift::level)
                  .reversed()
                  .thenComparing(shift -> -orZero(shift.index())))
          .map(Shift::of)
          .toList();
    }
  }

  /**
   * Something that labels tell.
   *
   * @param value null with too few labels
   * @param labels how many there are
   * @param frauds among them
   */
  public record Measure(@Nullable Double value, long labels, long frauds) {
    private static Measure of(DriftReport.Measure measure) {
      return new Measure(known(measure.value()), measure.labels(), measure.frauds());
    }
  }

  /**
   * Returns with about the same score.
   *
   * @param from lowest score, 0..100
   * @param to highest score
   * @param said share of frauds by the scores, 0..1; null without labels
   * @param found share of frauds by the labels, 0..1; null without labels
   */
  public record Bin(
      int from, int to, long labels, long frauds, @Nullable Double said, @Nullable Double found) {
    private static Bin of(LabelledScores.Bin bin) {
      return new Bin(
          bin.from(), bin.to(), bin.labels(), bin.frauds(), known(bin.said()), known(bin.found()));
    }
  }

  public static DriftJson of(DriftView view) {
    ModelDrift drift = view.drift();
    return new DriftJson(
        view.model(),
        view.champion(),
        view.at(),
        view.words(),
        drift == null ? null : figures(drift));
  }

  private static Figures figures(ModelDrift drift) {
    DriftReport report = drift.report();
    return new Figures(
        report.days(),
        report.returns(),
        report.level(),
        Shift.of(report.score()),
        Shift.worstFirst(report.features()),
        Measure.of(report.calibration()),
        Measure.of(report.alerts()),
        Measure.of(drift.top()),
        drift.bins().stream().map(Bin::of).toList(),
        Sales.of(drift.sales()));
  }

  private static @Nullable Double known(double value) {
    return Double.isNaN(value) ? null : value;
  }

  private static double orZero(double value) {
    return Double.isNaN(value) ? 0 : value;
  }
}
