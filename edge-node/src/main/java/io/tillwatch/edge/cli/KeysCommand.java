package io.tillwatch.edge.cli;

import io.tillwatch.edge.config.keys.ApiKey;
import io.tillwatch.edge.config.keys.ApiKeys;
import io.tillwatch.edge.config.keys.Role;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes, lists and revokes API keys of a node; a running node sees it within about a second. */
@Command(
    name = "keys",
    description = "Create, list and revoke the API keys of a node.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "(create | list | revoke)")
final class KeysCommand implements Runnable {
  @Mixin private NodeOptions node;

  @Override
  public void run() {
    throw node.nothingNamed();
  }

  @Command(
      name = "create",
      description = "Makes a key and prints it: it can never be read again.",
      mixinStandardHelpOptions = true)
  int create(
      @Option(names = "--role", required = true, description = "One of ${COMPLETION-CANDIDATES}.")
          Role role,
      @Option(
              names = "--lane",
              paramLabel = "LANE",
              description = "The one lane that a kiosk's key is for; without it every lane.")
          String lane,
      @Option(
              names = "--name",
              paramLabel = "NAME",
              description = "Whose key it is: what a reviewer does is recorded under that name.")
          String name)
      throws IOException {
    if (lane != null && role != Role.KIOSK) {
      throw new CommandFailedException("--lane is for a kiosk's key, not for " + role.word());
    }
    if (name != null && !role.includes(Role.REVIEWER)) {
      throw new CommandFailedException(
          "--name is for reviewers and admins, not for " + role.word());
    }
    ApiKeys.NewKey made = made(role, lane, name);
    node.err().println("key " + made.key().id() + ", not shown again:");
    node.out().println(made.secret());
    return 0;
  }

  private ApiKeys.NewKey made(Role role, String lane, String name) throws IOException {
    try {
      return keys().create(role, lane, name);
    } catch (IllegalArgumentException e) {
      throw new CommandFailedException(e.getMessage());
    }
  }

  @Command(
      name = "list",
      description = "Lists keys by id; the keys themselves are not kept.",
      mixinStandardHelpOptions = true)
  int list() {
    String row = "%-24s %-12s %-10s %-16s %-22s %s%n";
    node.out().printf(row, "ID", "ROLE", "LANE", "NAME", "CREATED", "STATE");
    for (ApiKey key : keys().list()) {
      String state = key.revoked() == null ? "accepted" : "revoked " + key.revoked();
      String lane = key.lane() == null ? "" : key.lane();
      String name = key.name() == null ? "" : key.name();
      node.out().printf(row, key.id(), key.role().word(), lane, name, key.created(), state);
    }
    return 0;
  }

  @Command(
      name = "revoke",
      description = "Stops accepting a key, for good.",
      mixinStandardHelpOptions = true)
  int revoke(@Parameters(paramLabel = "ID", description = "As `keys list` shows it.") String id)
      throws IOException {
    if (!keys().revoke(id)) {
      throw new CommandFailedException("no accepted key has the id " + id + "; see `keys list`");
    }
    node.out().println("revoked " + id);
    return 0;
  }

  private ApiKeys keys() {
    return ApiKeys.open(node.settings());
  }
}
