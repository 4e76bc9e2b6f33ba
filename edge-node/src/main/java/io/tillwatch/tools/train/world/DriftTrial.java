package io.tillwatch.tools.train.world;

import io.tillwatch.core.fraud.drift.DriftLevel;
import io.tillwatch.core.fraud.drift.DriftReport;
import io.tillwatch.core.fraud.drift.DriftReport.Shift;
import io.tillwatch.core.fraud.drift.DriftWatch;
import io.tillwatch.core.fraud.model.ReturnModel;
import io.tillwatch.tools.train.CalibratedModel;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * How soon the watch sees a planted change.
 *
 * @param change what was planted
 * @param days from the change to the first alarm of the number that shows it; -1: never
 * @param alarmedBefore numbers that alarmed before the change on some day of the test part
 */
public record DriftTrial(PlantedChange change, int days, Set<String> alarmedBefore) {

  /** Watches the test part day by day. */
  static DriftTrial of(
      WorldPlan plan, List<JudgedReturn> returns, CalibratedModel trained, ReturnModel model) {
    DriftWatch watch = new DriftWatch(trained.reference());
    int first = (int) Shop.day(trained.split().tested());
    int next = 0;
    Set<String> before = new TreeSet<>();
    for (int day = first - 27; day < plan.days(); day++) {
      Instant end = Shop.at(day + 1, 0);
      for (; next < returns.size() && returns.get(next).at().isBefore(end); next++) {
        JudgedReturn one = returns.get(next);
        if (Shop.day(one.at()) >= first - 27) {
          watch.returned(one.at().toEpochMilli(), one.numbers(), model.score(one.numbers()));
        }
      }
      if (day >= first) {
        Set<String> alarmed = alarmed(watch.report(end.toEpochMilli() - 1));
        if (day < plan.changeDay()) {
          before.addAll(alarmed);
        } else if (alarmed.contains(plan.change().feature())) {
          return new DriftTrial(plan.change(), day + 1 - plan.changeDay(), before);
        }
      }
    }
    return new DriftTrial(plan.change(), -1, before);
  }

  private static Set<String> alarmed(DriftReport report) {
    Set<String> names = new TreeSet<>();
    for (Shift shift : report.features()) {
      if (shift.level() == DriftLevel.ALARM) {
        names.add(shift.name());
      }
    }
    if (report.score().level() == DriftLevel.ALARM) {
      names.add(report.score().name());
    }
    return names;
  }
}
