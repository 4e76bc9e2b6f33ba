package io.tillwatch.tools.train.world;

import io.tillwatch.core.retail.RetailEvent;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * An event with its truth.
 *
 * @param scheme the fraud that it is, or null for an honest one
 */
public record Happening(RetailEvent event, @Nullable Scheme scheme) {
  static final Comparator<Happening> IN_ORDER =
      Comparator.comparing((Happening happening) -> happening.event().at())
          .thenComparing(happening -> happening.event().id());

  public boolean isFraud() {
    return scheme != null;
  }
}
