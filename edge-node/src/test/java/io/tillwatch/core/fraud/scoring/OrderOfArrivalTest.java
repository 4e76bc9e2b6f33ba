package io.tillwatch.core.fraud.scoring;

import static io.tillwatch.core.fraud.scoring.Shop.NOON;
import static io.tillwatch.core.fraud.scoring.Shop.card;
import static io.tillwatch.core.fraud.scoring.Shop.line;
import static io.tillwatch.core.fraud.scoring.Shop.refund;
import static io.tillwatch.core.fraud.scoring.Shop.sale;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.fraud.Assessment;
import io.tillwatch.core.fraud.Decision;
import io.tillwatch.core.fraud.history.FraudHistory;
import io.tillwatch.core.fraud.history.Visibility;
import io.tillwatch.core.retail.Resolution;
import io.tillwatch.core.retail.Return;
import io.tillwatch.core.retail.SaleVoid;
import io.tillwatch.core.retail.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two nodes that know the same events judge alike, in whatever order and how often they came. */
class OrderOfArrivalTest {
  private static final int EVENTS = 400;
  private static final int PROBES = 200;
  private static final String[] STORES = {"A", "B", "Z"};
  private static final String[] SKUS = {"SHIRT", "LAMP", "DRILL", "HEATER"};

  private static Instant moment(Random random) {
    return NOON.plusSeconds(random.nextInt(60 * 86_400));
  }

  private static Return anyReturn(String id, Random random) {
    String receipt = random.nextInt(8) == 0 ? null : "r" + random.nextInt(EVENTS / 2);
    Shop.ReturnDraft draft =
        refund(id, receipt)
            .in(STORES[random.nextInt(3)])
            .by("cu" + random.nextInt(12))
            .cashier("C-" + random.nextInt(4))
            .to(random.nextBoolean() ? card("t" + random.nextInt(12)) : Shop.CASH)
            .of(line(SKUS[random.nextInt(4)], 1 + random.nextInt(2), 5_000))
            .at(moment(random));
    return random.nextBoolean() ? draft.face(random.nextDouble()).done() : draft.done();
  }

  private static Transaction anySale(int number, Random random) {
    return sale("r" + number)
        .at(moment(random))
        .by("cu" + random.nextInt(12), "t" + random.nextInt(12))
        .cashier("C-" + random.nextInt(4))
        .of(line(SKUS[random.nextInt(4)], 1 + random.nextInt(3), 5_000))
        .done();
  }

  private static List<Consumer<FraudHistory>> anyEvents(Random random) {
    List<Consumer<FraudHistory>> events = new ArrayList<>();
    Decision[] decisions = Decision.values();
    Resolution.Outcome[] outcomes = Resolution.Outcome.values();
    for (int i = 0; i < EVENTS / 2; i++) {
      Transaction sold = anySale(i, random);
      events.add(history -> history.learn(sold, Decision.APPROVE));
      Return back = anyReturn("e" + i, random);
      Decision decision = decisions[random.nextInt(decisions.length)];
      events.add(history -> history.learn(back, decision));
      if (random.nextInt(3) == 0) {
        Resolution.Outcome outcome = outcomes[random.nextInt(outcomes.length)];
        Resolution found =
            new Resolution("x" + i, moment(random), "A", "e" + i, outcome, null, null);
        events.add(history -> history.learn(found, Visibility.AT_ONCE));
      }
      if (random.nextInt(12) == 0) {
        SaleVoid cancelled = new SaleVoid("v" + i, moment(random), "A", "r" + i, "C-1");
        events.add(history -> history.learn(cancelled, Visibility.AT_ONCE));
      }
    }
    return events;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void givesTheSameScores(long seed) {
    Random random = new Random(seed);
    List<Consumer<FraudHistory>> events = anyEvents(random);
    FraudHistory one = Shop.history(Shop.CONTEXT);
    events.forEach(event -> event.accept(one));
    FraudHistory other = Shop.history(Shop.CONTEXT);
    List<Consumer<FraudHistory>> shuffled = new ArrayList<>(events);
    shuffled.addAll(events.subList(0, EVENTS / 4));
    Collections.shuffle(shuffled, random);
    shuffled.forEach(event -> event.accept(other));

    int notable = 0;
    for (int i = 0; i < PROBES; i++) {
      Return probe = anyReturn("probe" + i, random);
      Assessment expected = Shop.judge(one, probe);
      assertThat(Shop.judge(other, probe)).as("seed %d, probe %s", seed, probe).isEqualTo(expected);
      notable += expected.score() > 0 ? 1 : 0;
    }
    assertThat(notable).as("probes that met any rule").isGreaterThan(PROBES / 2);
  }
}
