package io.tillwatch.tools.train.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.fraud.RetailContext;
import io.tillwatch.core.fraud.exploration.Exploration;
import io.tillwatch.core.fraud.scoring.Rules;
import io.tillwatch.core.retail.RetailEvent;
import io.tillwatch.core.retail.Return;
import io.tillwatch.core.retail.Sale;
import io.tillwatch.edge.fraud.replay.EventLines;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A made-up chain. */
class ShopWorldTest {
  private static final WorldPlan SMALL = new WorldPlan(11, 900, 365, PlantedChange.NONE);
  private static final ShopWorld WORLD = ShopWorld.of(SMALL);

  @Test
  void isTheSameForEqualPlansAndAnotherForAnotherSeed() {
    assertThat(ShopWorld.of(SMALL).happenings()).isEqualTo(WORLD.happenings());
    WorldPlan other = new WorldPlan(12, 900, 365, PlantedChange.NONE);
    assertThat(ShopWorld.of(other).happenings()).isNotEqualTo(WORLD.happenings());
  }

  @Test
  void namesEachEventOnceAndGoesForwardInTime() {
    Set<String> ids = new HashSet<>();
    RetailEvent before = WORLD.happenings().get(0).event();
    for (Happening happening : WORLD.happenings()) {
      assertThat(ids.add(happening.event().id())).as(happening.event().id()).isTrue();
      assertThat(happening.event().at()).isAfterOrEqualTo(before.at());
      before = happening.event();
    }
  }

  @Test
  void returnsComeAfterTheirPurchases() {
    Set<String> sold = new HashSet<>();
    for (Happening happening : WORLD.happenings()) {
      if (happening.event() instanceof Sale sale) {
        sold.add(sale.receiptNumber());
      } else if (happening.event() instanceof Return refund
          && refund.receiptNumber() != null
          && happening.scheme() != Scheme.INVENTED_RECEIPT) {
        assertThat(sold).as(refund.id()).contains(refund.receiptNumber());
      }
    }
  }

  @Test
  void holdsEveryScheme() {
    Set<Scheme> tried =
        WORLD.happenings().stream()
            .filter(Happening::isFraud)
            .map(Happening::scheme)
            .collect(Collectors.toSet());

    assertThat(tried).containsExactlyInAnyOrder(Scheme.values());
  }

  @Test
  void isWrittenAsLinesThatEvaluateReadsAsTheSameEvents() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    WorldLines lines = new WorldLines(out);
    lines.context(WORLD.context());
    List<Happening> some = WORLD.happenings().subList(0, 5_000);
    for (Happening happening : some) {
      lines.event(happening.event(), happening.isFraud());
    }

    List<RetailEvent> read = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    new EventLines()
        .read(
            new ByteArrayInputStream(out.toByteArray()),
            new EventLines.Reader() {
              @Override
              public void context(RetailContext context) {
                assertThat(context.catalog()).isEqualTo(WORLD.context().catalog());
                assertThat(context.stores()).isEqualTo(WORLD.context().stores());
              }

              @Override
              public void event(EventLines.Line line) {
                read.add(line.event());
                labels.add(line.label());
              }
            });

    assertThat(read).isEqualTo(some.stream().map(Happening::event).toList());
    assertThat(labels)
        .isEqualTo(some.stream().map(one -> one.isFraud() ? "FRAUD" : "LEGIT").toList());
  }

  /** Otherwise there is nothing for a model to add. */
  @Test
  void holdsFraudsThatRulesSeeAndFraudsThatTheyMiss() {
    List<JudgedReturn> returns = WorldRun.of(WORLD, Rules.standard(), Exploration.OFF);

    long frauds = returns.stream().filter(JudgedReturn::isFraud).count();
    long missed = returns.stream().filter(one -> one.isFraud() && one.isPaid()).count();
    long honest = returns.size() - frauds;
    long held = returns.stream().filter(one -> !one.isFraud() && !one.isPaid()).count();

    assertThat((double) frauds / returns.size()).isBetween(0.02, 0.2);
    assertThat((double) missed / frauds).isBetween(0.2, 0.8);
    assertThat((double) held / honest).isBetween(0.002, 0.1);
  }
}
