package io.tillwatch.edge.cli;

import io.tillwatch.edge.config.ConfigLoader;
import io.tillwatch.edge.config.EdgeConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** What the commands share that change a node's files beside it, each by its subcommands. */
final class NodeOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      defaultValue = "conf/store-a.yaml",
      scope = ScopeType.INHERIT,
      description = "The node's conf file (default: ${DEFAULT-VALUE}).")
  private Path config;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /** The settings of the node. */
  EdgeConfig settings() {
    return ConfigLoader.load(config);
  }

  PrintWriter out() {
    return command.commandLine().getOut();
  }

  PrintWriter err() {
    return command.commandLine().getErr();
  }

  /** The command was called without any of its subcommands. */
  ParameterException nothingNamed() {
    String names = String.join(", ", command.subcommands().keySet());
    return new ParameterException(command.commandLine(), "name one of " + names);
  }
}
