package io.tillwatch.edge.cli;

import io.tillwatch.edge.staff.StaffMember;
import io.tillwatch.edge.staff.StaffPins;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Gives staff their PINs for the kiosks of a store; a running node uses them at once. */
@Command(
    name = "staff",
    description = "Give, list and take away the PINs with which staff unlock a kiosk's page.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "(pin | list | unlock | remove)")
final class StaffPinsCommand implements Runnable {
  private static final int MOST_CHARACTERS = 64;

  @Mixin private NodeOptions node;

  @Override
  public void run() {
    throw node.nothingNamed();
  }

  @Command(
      name = "pin",
      description = {
        "Gives somebody a PIN, or a new one: 6 to 12 digits, asked for here or read from standard"
            + " input, never from the command line."
      },
      mixinStandardHelpOptions = true)
  int pin(
      @Parameters(paramLabel = "NAME", description = "As the audit trail names them.") String name)
      throws IOException {
    try {
      staff().set(name, readPin());
    } catch (IllegalArgumentException e) {
      throw new CommandFailedException(e.getMessage());
    }
    node.out().println(name + " has a PIN");
    return 0;
  }

  @Command(
      name = "list",
      description = "Lists who has a PIN; the PINs themselves are not kept.",
      mixinStandardHelpOptions = true)
  int list() throws IOException {
    String row = "%-32s %-22s %s%n";
    node.out().printf(row, "NAME", "SINCE", "STATE");
    Instant now = Instant.now();
    for (StaffMember each : staff().list()) {
      node.out().printf(row, each.name(), each.created(), state(each, now));
    }
    return 0;
  }

  private static String state(StaffMember member, Instant now) {
    String where = member.isLockedEverywhere(now) ? "" : " at one kiosk or more";
    return member
        .lockSomewhere(now)
        .map(until -> "locked" + where + " until " + until)
        .orElse("accepted");
  }

  @Command(
      name = "unlock",
      description = "Lets somebody try again whose PIN was wrong too often.",
      mixinStandardHelpOptions = true)
  int unlock(@Parameters(paramLabel = "NAME") String name) throws IOException {
    return done(staff().unlock(name), name, "may try again");
  }

  @Command(
      name = "remove",
      description = "Takes somebody's PIN away.",
      mixinStandardHelpOptions = true)
  int remove(@Parameters(paramLabel = "NAME") String name) throws IOException {
    return done(staff().remove(name), name, "has no PIN any more");
  }

  private int done(boolean there, String name, String what) {
    if (!there) {
      throw new CommandFailedException("nobody of the name " + name + "; see `staff list`");
    }
    node.out().println(name + " " + what);
    return 0;
  }

  private static String readPin() throws IOException {
    Console console = System.console();
    if (console != null) {
      String first = new String(console.readPassword("PIN (6 to 12 digits): "));
      String again = new String(console.readPassword("The same again: "));
      if (!first.equals(again)) {
        throw new CommandFailedException("the two are not the same; nothing was changed");
      }
      return first;
    }
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    char[] some = new char[MOST_CHARACTERS];
    int read = in.read(some);
    return read < 0 ? "" : new String(some, 0, read).strip();
  }

  private StaffPins staff() throws IOException {
    return StaffPins.open(node.settings().dataDir(), InstantSource.system());
  }
}
