package io.tillwatch.core.camera;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.camera.HeadTurn.Direction;
import org.junit.jupiter.api.Test;

class HeadTurnTest {

  @Test
  void isDoneByAHeadThatTurnsTheWayThatWasAskedFor() {
    // Given a face that looks a little to its left, which is to the right of the picture
    HeadTurn asked = HeadTurn.from(0.05, Direction.LEFT);

    assertThat(asked.seen(0.20).isDone()).isFalse();
    assertThat(asked.seen(0.20).seen(0.31).isDone()).isTrue();
    assertThat(HeadTurn.from(0.05, Direction.RIGHT).seen(-0.21).isDone()).isTrue();
  }

  @Test
  void isNotDoneByTheOtherWayNorByAPhotoThatIsWavedAbout() {
    assertThat(HeadTurn.from(0, Direction.LEFT).seen(-0.9).isDone()).isFalse();
    assertThat(HeadTurn.from(0, Direction.RIGHT).seen(0.9).isDone()).isFalse();
    assertThat(HeadTurn.from(0, Direction.LEFT).seen(0.14).seen(-0.14).isDone()).isFalse();
  }

  @Test
  void makesAFaceLiveAndTakesBackNoDoubt() {
    assertThat(HeadTurn.confirm(Liveness.UNDETERMINED).verdict()).isEqualTo(Liveness.Verdict.LIVE);
    assertThat(HeadTurn.confirm(Liveness.measured(0.1, 0.5)))
        .isEqualTo(Liveness.measured(0.1, 0.5));
    assertThat(HeadTurn.confirm(Liveness.measured(0.6, 0.5)).score()).isEqualTo(0.6);
  }
}
