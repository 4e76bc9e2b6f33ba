package io.tillwatch.edge.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReplayWindowTest {
  private final ReplayWindow window = new ReplayWindow();

  @Test
  void takesEachNumberOnceInWhateverOrderTheyCome() {
    Random chance = new Random(7);
    Set<Long> taken = new HashSet<>();
    long highest = 1;

    for (int i = 0; i < 100_000; i++) {
      long number = Math.max(1, highest + chance.nextInt(200) - 150);
      highest = Math.max(highest, number);
      assertThat(window.take(number)).as("number %d", number).isEqualTo(taken.add(number));
    }
  }

  @Test
  void takesNoNumberThatFellOutOfTheWindowAndNoneBelowOne() {
    assertThat(window.take(5)).isTrue();
    assertThat(window.take(5 + ReplayWindow.SIZE)).isTrue();

    assertThat(window.take(5)).isFalse();
    assertThat(window.take(4)).isFalse();
    assertThat(window.take(6)).isTrue();
    assertThat(window.take(0)).isFalse();
    assertThat(window.take(-1)).isFalse();
    assertThat(window.take(Long.MIN_VALUE)).isFalse();
  }

  @Test
  void aLongJumpForgetsNothingThatItCouldStillTake() {
    window.take(1);
    long far = 10L * ReplayWindow.SIZE;

    assertThat(window.take(far)).isTrue();
    assertThat(window.take(far)).isFalse();
    assertThat(window.take(far - ReplayWindow.SIZE + 1)).isTrue();
    assertThat(window.take(far - ReplayWindow.SIZE)).isFalse();
  }
}
