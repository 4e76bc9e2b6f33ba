package io.tillwatch.edge.cli;

import io.tillwatch.edge.EdgeNode;
import io.tillwatch.edge.config.ConfigLoader;
import io.tillwatch.edge.config.EdgeConfig;
import io.tillwatch.edge.config.binding.ConfigException;
import io.tillwatch.tools.demo.StoreDemo;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs one store's node in the foreground, until it is told to stop. */
@Command(
    name = "serve",
    description = "Run one store's node in the foreground.",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  private static final long STOP_SECONDS = 25;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      required = true,
      description = "The node's conf file, for example conf/store-a.yaml.")
  private Path file;

  @Option(names = "--check-config", description = "Print the settings in force, start nothing.")
  private boolean checkConfig;

  @Option(
      names = "--demo",
      description = {
        "Let reviewers play the demo's script from the dashboard: made-up sales and returns, which",
        "stay in the store. Not for a real one."
      })
  private boolean demo;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException, IOException {
    EdgeConfig config = ConfigLoader.load(file);
    LogSettings.apply(config.log());
    Preflight.checkFiles(config);
    if (checkConfig) {
      print(config);
      return 0;
    }
    Preflight.checkPorts(config);
    logSettings(config);
    SighupHandler.install();
    EdgeNode node = await(start(config));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(node), "stop-node"));
    SignInLinks.print(config, node, spec.commandLine().getOut());
    return awaitEnd(node);
  }

  /** A node runs until its process is told to stop, unless it must make way for another one. */
  private static int awaitEnd(EdgeNode node) throws InterruptedException {
    CountDownLatch ended = new CountDownLatch(1);
    node.outranked().onComplete(done -> ended.countDown());
    ended.await();
    log().error("another node runs this store: this process ends, exit code {}", Main.OUTRANKED);
    return Main.OUTRANKED;
  }

  private void print(EdgeConfig config) {
    ConfigLoader.describe(config)
        .forEach((setting, value) -> spec.commandLine().getOut().println(setting + ": " + value));
  }

  private static void logSettings(EdgeConfig config) {
    log()
        .atInfo()
        .addKeyValue("store", config.store().id())
        .addKeyValue("settings", ConfigLoader.describe(config))
        .log("starting");
  }

  private Future<EdgeNode> start(EdgeConfig config) {
    return demo
        ? EdgeNode.startForDemo(config, StoreDemo.of(config, InstantSource.system()))
        : EdgeNode.start(config);
  }

  private static EdgeNode await(Future<EdgeNode> start) throws InterruptedException {
    try {
      return start.toCompletionStage().toCompletableFuture().get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ConfigException refused) {
        throw refused;
      }
      log().error("the node did not start", e.getCause());
      String why = e.getCause() == null ? null : e.getCause().getMessage();
      throw new CommandFailedException(
          "the node did not start: " + (why == null ? "its log says why" : why), e.getCause());
    }
  }

  private static void stop(EdgeNode node) {
    try {
      node.stop().toCompletionStage().toCompletableFuture().get(STOP_SECONDS, TimeUnit.SECONDS);
      log().info("stopped");
    } catch (ExecutionException | TimeoutException e) {
      log().error("did not stop cleanly; what was answered is on disk", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Made late: the first logger reads where to log to. */
  private static Logger log() {
    return LoggerFactory.getLogger(ServeCommand.class);
  }
}
