package io.tillwatch.edge.cli;

import io.tillwatch.edge.web.access.KioskPairings;
import io.tillwatch.edge.web.access.PairedKiosk;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lists and takes away the kiosks that are paired; a running node sees it within a second. */
@Command(
    name = "kiosks",
    description = "List and revoke the kiosks that are paired with a node.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "(list | revoke)")
final class KiosksCommand implements Runnable {
  @Mixin private NodeOptions node;

  @Override
  public void run() {
    throw node.nothingNamed();
  }

  @Command(name = "list", description = "Lists the paired kiosks.", mixinStandardHelpOptions = true)
  int list() throws IOException {
    String row = "%-32s %-22s %-22s %-10s %s%n";
    node.out().printf(row, "NAME", "SINCE", "UNTIL", "LANE", "SIGNED IN WITH");
    for (PairedKiosk each : pairings().list()) {
      String lane = each.lane() == null ? "" : each.lane();
      String with = each.keyId() == null ? "a printed link" : "key " + each.keyId();
      node.out().printf(row, each.name(), each.since(), each.expires(), lane, with);
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
    node.out().println("revoked " + name);
    return 0;
  }

  private KioskPairings pairings() throws IOException {
    return KioskPairings.open(node.settings().dataDir());
  }
}
