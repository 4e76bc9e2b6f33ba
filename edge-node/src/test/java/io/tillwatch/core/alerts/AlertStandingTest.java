package io.tillwatch.core.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.checkout.Posted;
import io.tillwatch.core.retail.RetailEvent;
import java.lang.reflect.Field;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AlertStandingTest {
  /**
   * A return with its reasons is ten times as large, and one in ten waits for nobody in the end.
   */
  @Test
  void keepsNoTransactionForAnAlert() {
    List<Field> fields =
        Stream.of(AlertStanding.class, AlertEntry.class)
            .flatMap(type -> Stream.of(type.getDeclaredFields()))
            .toList();

    assertThat(fields)
        .noneMatch(field -> Posted.class.isAssignableFrom(field.getType()))
        .noneMatch(field -> RetailEvent.class.isAssignableFrom(field.getType()));
  }
}
