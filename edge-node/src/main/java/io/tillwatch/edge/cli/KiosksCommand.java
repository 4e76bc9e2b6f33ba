package io.tillwatch.edge.cli;

import io.tillwatch.edge.config.ConfigLoader;
import io.tillwatch.edge.web.access.PairedKiosk;
import io.tillwatch.edge.web.access.Pairings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Lists and takes away the kiosks that are paired; a running node sees it within a second. */
@Command(
    name = "kiosks",
    description = "List and revoke the kiosks that are paired with a node.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "(list | revoke)")
final class KiosksCommand implements Runnable {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      defaultValue = "conf/store-a.yaml",
      scope = ScopeType.INHERIT,
      description = "The node's conf file (default: ${DEFAULT-VALUE}).")
  private Path config;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new picocli.CommandLine.ParameterException(
        spec.commandLine(), "name one of list, revoke");
  }

  @Command(name = "list", description = "Lists the paired kiosks.", mixinStandardHelpOptions = true)
  int list() throws IOException {
    String row = "%-32s %-22s %-22s %-10s %s%n";
    out().printf(row, "NAME", "SINCE", "UNTIL", "LANE", "SIGNED IN WITH");
    for (PairedKiosk each : pairings().list()) {
      String lane = each.lane() == null ? "" : each.lane();
      String with = each.keyId() == null ? "a printed link" : "key " + each.keyId();
      out().printf(row, each.name(), each.since(), each.expires(), lane, with);
    }
    return 0;
  }

  @Command(
      name = "revoke",
      description = "Signs a kiosk out; it must be paired anew.",
      mixinStandardHelpOptions = true)
  int revoke(
      @Parameters(paramLabel = "NAME", description = "As `kiosks list` shows it.") String name)
      throws IOException {
    if (!pairings().revoke(name)) {
      throw new CommandFailedException("no kiosk of the name " + name + "; see `kiosks list`");
    }
    out().println("revoked " + name);
    return 0;
  }

  private Pairings pairings() throws IOException {
    return Pairings.open(ConfigLoader.load(config).dataDir());
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
