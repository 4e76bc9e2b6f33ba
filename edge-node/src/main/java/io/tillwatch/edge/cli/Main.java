package io.tillwatch.edge.cli;

import io.tillwatch.edge.config.binding.ConfigException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of the node. */
@Command(
    name = "edge-node",
    description = "Tillwatch: one active-active node per store that stops return fraud.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ServeCommand.class,
      EvaluateCommand.class,
      TrainCommand.class,
      SimulateCommand.class,
      StatusCommand.class,
      KeysCommand.class,
      StaffPinsCommand.class,
      KiosksCommand.class,
      BenchCommand.class,
      CameraTestCommand.class,
      ModelsCommand.class,
      VerifyAuditCommand.class
    })
public final class Main {
  static final int FAILED = 1;
  static final int UNUSABLE = 2;

  /** Another node runs this store and was there first; 3 is a JVM that ran out of memory. */
  static final int OUTRANKED = 4;

  /** The version that the build wrote into the jar. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"tillwatch " + (version == null ? "(not packaged)" : version)};
    }
  }

  public static void main(String[] args) {
    if (args.length == 0 || !args[0].equals("serve")) {
      LogSettings.keepOutputForData();
    }
    System.exit(run(args));
  }

  /** Runs a command and returns its exit code. */
  static int run(String... args) {
    return run(new PrintWriter(System.err, true), args);
  }

  /** The same with another place for what went wrong. */
  static int run(PrintWriter err, String... args) {
    CommandLine commands =
        new CommandLine(new Main())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setErr(err)
            .setExecutionExceptionHandler(Main::report);
    if (args.length == 0) {
      commands.usage(commands.getErr());
      return UNUSABLE;
    }
    return commands.execute(args);
  }

  private static int report(
      Exception failure, CommandLine command, CommandLine.ParseResult arguments) throws Exception {
    PrintWriter err = command.getErr();
    if (failure instanceof ConfigException refused) {
      refused.problems().forEach(problem -> err.println("tillwatch: " + problem));
      return UNUSABLE;
    }
    if (failure instanceof CommandFailedException failed) {
      err.println("tillwatch: " + failed.getMessage());
      return FAILED;
    }
    throw failure;
  }
}
