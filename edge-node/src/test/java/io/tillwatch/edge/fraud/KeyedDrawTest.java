package io.tillwatch.edge.fraud;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.edge.support.TestSeal;
import org.junit.jupiter.api.Test;

/** Draws by the stores' key. */
class KeyedDrawTest {
  @Test
  void drawsTheSameInEveryStoreAndAnotherWithAnotherKey() {
    KeyedDraw one = new KeyedDraw(new TestSeal("shared"));
    KeyedDraw other = new KeyedDraw(new TestSeal("shared"));
    KeyedDraw stranger = new KeyedDraw(new TestSeal("strange"));

    int same = 0;
    for (int i = 0; i < 200; i++) {
      assertThat(one.permille("hold R-" + i)).isEqualTo(other.permille("hold R-" + i));
      same += one.permille("hold R-" + i) == stranger.permille("hold R-" + i) ? 1 : 0;
    }
    assertThat(same).isLessThan(10);
  }

  @Test
  void drawsEachPermilleAsOften() {
    KeyedDraw draw = new KeyedDraw(new TestSeal("shared"));

    int low = 0;
    for (int i = 0; i < 20_000; i++) {
      int permille = draw.permille("hold R-" + i);
      assertThat(permille).isBetween(0, 999);
      low += permille < 50 ? 1 : 0;
    }
    assertThat(low).isBetween(850, 1_150);
  }
}
