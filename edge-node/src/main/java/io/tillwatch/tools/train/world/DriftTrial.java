package io.tillwatch.tools.train.world;

import io.tillwatch.core.fraud.drift.DriftLevel;
import io.tillwatch.core.fraud.drift.DriftReport.Shift;
import io.tillwatch.core.fraud.drift.DriftWatch;
import io.tillwatch.core.fraud.drift.SalesWatch;
import io.tillwatch.core.fraud.drift.SoldNumber;
import io.tillwatch.core.fraud.model.ReturnModel;
import io.tillwatch.core.retail.Sale;
import io.tillwatch.tools.train.CalibratedModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How soon the watches over returns and sales see a planted change.
 *
 * @param change what was planted
 * @param days from the change to the first alarm of a number that shows it; -1: never
 * @param alarm that number
 * @param before what they said before the change, or all the time where nothing changes
 */
public record DriftTrial(
    PlantedChange change, int days, @Nullable String alarm, Undisturbed before) {

  /**
   * Alarms without a cause.
   *
   * @param numbers that alarmed on some day of the test part
   * @param alarmed days with an alarm
   * @param days that were watched
   */
  public record Undisturbed(Set<String> numbers, int alarmed, int days) {}

  /** Watches the test part day by day. */
  static DriftTrial of(
      ShopWorld world, List<JudgedReturn> returns, CalibratedModel trained, ReturnModel model) {
    return new Watching(world, returns, trained, model).trial();
  }

  /** One world under both watches. */
  private static final class Watching {
    /** The sales are compared with fourteen weeks, the returns with four at most. */
    private static final int DAYS_BEFORE = 98;

    private final WorldPlan plan;
    private final List<JudgedReturn> returns;
    private final List<Happening> happenings;
    private final ReturnModel model;
    private final DriftWatch watch;
    private final SalesWatch sales = new SalesWatch();
    private final int first;
    private int nextReturn;
    private int next;

    Watching(
        ShopWorld world, List<JudgedReturn> returns, CalibratedModel trained, ReturnModel model) {
      this.plan = world.plan();
      this.returns = returns;
      this.happenings = world.happenings();
      this.model = model;
      this.watch = new DriftWatch(trained.reference());
      this.first = (int) Shop.day(trained.split().tested());
    }

    DriftTrial trial() {
      Set<String> numbers = new TreeSet<>();
      int alarmedDays = 0;
      int watched = 0;
      for (int day = first - DAYS_BEFORE; day < plan.days(); day++) {
        Instant end = Shop.at(day + 1, 0);
        follow(Shop.at(day, 0), end);
        if (day < first) {
          continue;
        }
        Set<String> alarmed = alarmed(end);
        if (plan.change() == PlantedChange.NONE || day < plan.changeDay()) {
          numbers.addAll(alarmed);
          alarmedDays += alarmed.isEmpty() ? 0 : 1;
          watched++;
          continue;
        }
        alarmed.retainAll(plan.change().numbers());
        if (!alarmed.isEmpty()) {
          return new DriftTrial(
              plan.change(),
              day + 1 - plan.changeDay(),
              alarmed.iterator().next(),
              new Undisturbed(numbers, alarmedDays, watched));
        }
      }
      return new DriftTrial(
          plan.change(), -1, null, new Undisturbed(numbers, alarmedDays, watched));
    }

    private void follow(Instant begin, Instant end) {
      for (;
          nextReturn < returns.size() && returns.get(nextReturn).at().isBefore(end);
          nextReturn++) {
        JudgedReturn one = returns.get(nextReturn);
        if (!one.at().isBefore(begin)) {
          watch.returned(one.at().toEpochMilli(), one.numbers(), model.score(one.numbers()));
        }
      }
      for (; next < happenings.size() && happenings.get(next).event().at().isBefore(end); next++) {
        if (happenings.get(next).event() instanceof Sale sale && !sale.at().isBefore(begin)) {
          sales.sold(sale.at().toEpochMilli(), SoldNumber.of(sale, true));
        }
      }
    }

    private Set<String> alarmed(Instant end) {
      long now = end.toEpochMilli() - 1;
      List<Shift> shifts = new ArrayList<>(watch.report(now).all());
      shifts.addAll(sales.report(now));
      return shifts.stream()
          .filter(shift -> shift.level() == DriftLevel.ALARM)
          .map(Shift::name)
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
