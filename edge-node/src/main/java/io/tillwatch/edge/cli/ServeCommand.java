package io.tillwatch.edge.cli;

import io.tillwatch.edge.config.ConfigLoader;
import io.tillwatch.edge.config.EdgeConfig;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs one store's node in the foreground. */
@Command(
    name = "serve",
    description = "Run one store's node in the foreground.",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      required = true,
      description = "The node's conf file, for example conf/store-a.yaml.")
  private Path file;

  @Option(
      names = "--check-config",
      required = true,
      description = "Print the settings in force, start nothing.")
  private boolean checkConfig;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    EdgeConfig config = ConfigLoader.load(file);
    LogSettings.apply(config.log());
    Preflight.checkFiles(config);
    ConfigLoader.describe(config)
        .forEach((setting, value) -> spec.commandLine().getOut().println(setting + ": " + value));
    return 0;
  }
}
