package io.tillwatch.edge.camera.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tillwatch.core.camera.SourceKind;
import io.tillwatch.edge.camera.source.DemoPictures;
import io.tillwatch.edge.port.CameraBusyException;
import io.tillwatch.edge.port.CameraUnavailableException;
import io.tillwatch.edge.support.Await;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Looks at real pictures while a thread hangs as one in native code does: for good. */
class VisionWorkerTest {
  private static final VisionSettings SETTINGS = VisionSettings.withoutModels(true);
  private static final Duration HUNG = Duration.ofMillis(300);

  private final CountDownLatch never = new CountDownLatch(1);

  @Test
  void goesOnWithWhatWaitsBehindAThreadThatHangs() throws Exception {
    try (VisionWorker worker = new VisionWorker("test", 4, SETTINGS, HUNG.multipliedBy(10))) {
      CompletableFuture<Object> stuck = worker.ask(inspector -> hang());
      CompletableFuture<Boolean> behind = worker.ask(VisionWorkerTest::seesSomebody);

      Await.until(
          "somebody is answered",
          Duration.ofSeconds(20),
          () -> answers(worker.ask(VisionWorkerTest::seesSomebody)));

      assertThat(behind.get(10, TimeUnit.SECONDS)).isTrue();
      assertThatThrownBy(() -> stuck.get(20, TimeUnit.SECONDS))
          .as("nobody waits for ever")
          .hasCauseInstanceOf(CameraUnavailableException.class);
    } finally {
      never.countDown();
    }
  }

  @Test
  void refusesWhatDoesNotFitAndWhatComesAfterTheEnd() {
    VisionWorker worker = new VisionWorker("test", 1, SETTINGS, Duration.ofMinutes(1));
    try {
      worker.ask(inspector -> hang());
      Await.until("one runs and one waits", HUNG.multipliedBy(20), () -> isFull(worker));
      assertThatThrownBy(() -> worker.ask(inspector -> 1).get())
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(CameraBusyException.class);
    } finally {
      worker.close();
      never.countDown();
    }
    assertThatThrownBy(() -> worker.ask(inspector -> 1).get())
        .hasCauseInstanceOf(CameraUnavailableException.class);
  }

  private static boolean isFull(VisionWorker worker) {
    return worker.ask(inspector -> 1).isCompletedExceptionally();
  }

  private static boolean answers(CompletableFuture<Boolean> answer) {
    try {
      return answer.get(200, TimeUnit.MILLISECONDS);
    } catch (Exception e) {
      return false;
    }
  }

  private static boolean seesSomebody(FaceInspector inspector) {
    byte[] person = DemoPictures.personJpeg(1, 1);
    return inspector.inspect(person, SourceKind.UPLOAD).report().faces().count() == 1;
  }

  private Object hang() {
    try {
      never.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return "late";
  }
}
