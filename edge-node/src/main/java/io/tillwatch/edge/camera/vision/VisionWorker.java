package io.tillwatch.edge.camera.vision;

import io.tillwatch.edge.port.CameraBusyException;
import io.tillwatch.edge.port.CameraUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread with its own detectors, and a bounded queue before it: OpenCV's detectors are not made
 * for two threads, and an endless queue of pictures is an endless wait. A thread that hangs in
 * native code cannot be stopped: it is left alone, and another one goes on with what waits.
 */
public final class VisionWorker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(VisionWorker.class);

  /** A picture takes a few tens of milliseconds; loading models, seconds. */
  private static final Duration HUNG = Duration.ofSeconds(20);

  /** Times as long: who waits behind a thread that hangs may still be served by the next. */
  private static final int PATIENCE = 2;

  private final String name;
  private final int mostWaiting;
  private final VisionSettings settings;
  private final Duration hung;
  private Lane lane;
  private boolean closed;

  public VisionWorker(String name, int mostWaiting, VisionSettings settings) {
    this(name, mostWaiting, settings, HUNG);
  }

  VisionWorker(String name, int mostWaiting, VisionSettings settings, Duration hung) {
    this.name = name;
    this.mostWaiting = mostWaiting;
    this.settings = settings;
    this.hung = hung;
    this.lane = new Lane();
  }

  /**
   * Runs a task on the worker's thread. Fails with CameraBusyException where too many wait, and
   * with CameraUnavailableException where the thread hangs: nobody waits for ever.
   */
  public <T> CompletableFuture<T> ask(Function<FaceInspector, T> task) {
    CompletableFuture<T> seen = new CompletableFuture<>();
    submit(inspector -> complete(seen, task, inspector), seen);
    CompletableFuture<T> answer = new CompletableFuture<>();
    seen.orTimeout(PATIENCE * hung.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete(
            (value, why) -> {
              if (why == null) {
                answer.complete(value);
              } else {
                answer.completeExceptionally(failure(why));
              }
            });
    return answer;
  }

  private Throwable failure(Throwable why) {
    if (!(why instanceof TimeoutException)) {
      return why;
    }
    replaceIfItHangs();
    return new CameraUnavailableException("Looking at the picture takes too long", why);
  }

  private synchronized void replaceIfItHangs() {
    if (!closed && lane.hangs()) {
      replace();
    }
  }

  private synchronized void submit(Consumer<Lane> work, CompletableFuture<?> answer) {
    if (closed) {
      answer.completeExceptionally(
          new CameraUnavailableException("The node is stopping", new IllegalStateException(name)));
      return;
    }
    replaceIfItHangs();
    try {
      lane.thread.execute(lane.job(work));
    } catch (RejectedExecutionException e) {
      answer.completeExceptionally(new CameraBusyException(lane.thread.getQueue().size()));
    }
  }

  private void replace() {
    LOG.atWarn().addKeyValue("worker", name).log("a vision thread hangs; another one goes on");
    List<Runnable> waiting = new ArrayList<>();
    lane.thread.getQueue().drainTo(waiting);
    lane.thread.shutdown();
    lane = new Lane();
    for (Runnable job : waiting) {
      lane.thread.execute(lane.job(((Job) job).work));
    }
  }

  private static <T> void complete(
      CompletableFuture<T> answer, Function<FaceInspector, T> task, Lane lane) {
    try {
      answer.complete(task.apply(lane.inspector()));
    } catch (RuntimeException | LinkageError e) {
      answer.completeExceptionally(e);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    lane.thread.shutdown();
  }

  /** A thread, what it looks with, and what it does now. */
  private final class Lane {
    private final ThreadPoolExecutor thread =
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

    private volatile @Nullable Job current;
    private @Nullable FaceInspector inspector;

    Job job(Consumer<Lane> work) {
      return new Job(this, work);
    }

    boolean hangs() {
      Job running = current;
      return running != null && System.nanoTime() - running.begun > hung.toNanos();
    }

    FaceInspector inspector() {
      FaceInspector made = inspector;
      if (made == null) {
        made = new FaceInspector(settings);
        inspector = made;
      }
      return made;
    }
  }

  /** One task on its way. */
  private static final class Job implements Runnable {
    private final Lane lane;
    private final Consumer<Lane> work;
    private long begun;

    Job(Lane lane, Consumer<Lane> work) {
      this.lane = lane;
      this.work = work;
    }

    @Override
    public void run() {
      begun = System.nanoTime();
      lane.current = this;
      work.accept(lane);
      lane.current = null;
    }
  }
}
