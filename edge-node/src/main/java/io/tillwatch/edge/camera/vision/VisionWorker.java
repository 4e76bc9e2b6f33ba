package io.tillwatch.edge.camera.vision;

import io.tillwatch.edge.port.CameraBusyException;
import io.tillwatch.edge.port.CameraUnavailableException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * One thread with its own detectors, and a bounded queue before it: OpenCV's detectors are not made
 * for two threads, and an endless queue of pictures is an endless wait.
 */
public final class VisionWorker implements AutoCloseable {
  private final ThreadPoolExecutor thread;
  private final VisionSettings settings;
  private FaceInspector inspector;

  public VisionWorker(String name, int mostWaiting, VisionSettings settings) {
    this.settings = settings;
    this.thread =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(mostWaiting),
            task -> {
              Thread worker = new Thread(task, name);
              worker.setDaemon(true);
              return worker;
            });
  }

  /** Runs a task on the worker's thread; fails with CameraBusyException where too many wait. */
  public <T> CompletableFuture<T> ask(Function<FaceInspector, T> task) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    try {
      thread.execute(() -> run(task, answer));
    } catch (RejectedExecutionException e) {
      answer.completeExceptionally(
          thread.isShutdown()
              ? new CameraUnavailableException("The node is stopping", e)
              : new CameraBusyException(thread.getQueue().size()));
    }
    return answer;
  }

  private <T> void run(Function<FaceInspector, T> task, CompletableFuture<T> answer) {
    try {
      if (inspector == null) {
        inspector = new FaceInspector(settings);
      }
      answer.complete(task.apply(inspector));
    } catch (RuntimeException | LinkageError e) {
      answer.completeExceptionally(e);
    }
  }

  @Override
  public void close() {
    thread.shutdown();
  }
}
