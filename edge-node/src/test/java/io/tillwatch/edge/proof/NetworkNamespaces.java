package io.tillwatch.edge.proof;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Two network namespaces of this machine with a line between them, which can be cut, and a line
 * from each to the tills, which stays whole. Needs {@code ip} and the right to use it.
 */
final class NetworkNamespaces implements AutoCloseable {
  private static final String LINE = "line";
  private static final Pattern OURS = Pattern.compile("tw([0-9a-f]+)([ab])\\b");

  private final String run = Long.toHexString(ProcessHandle.current().pid());

  /** One end of the line; the other end is the other one. */
  enum End {
    A,
    B;

    private int number() {
      return ordinal() + 1;
    }

    /** Its address for the other one. */
    String address() {
      return "198.18.0." + number();
    }

    /** Its address for tills. */
    String tillAddress() {
      return "198.18." + number() + ".2";
    }

    private String tillsOwnAddress() {
      return "198.18." + number() + ".1";
    }
  }

  /** Whether this machine lets us make one. */
  static boolean arePossible() {
    String probe = "twp" + Long.toHexString(ProcessHandle.current().pid());
    return run(List.of("ip", "netns", "add", probe)) && run(List.of("ip", "netns", "del", probe));
  }

  /** Makes both and their lines. */
  NetworkNamespaces() {
    removeLeftOvers();
    for (End end : End.values()) {
      ip("netns", "add", name(end));
    }
    ip(
        "link",
        "add",
        LINE,
        "netns",
        name(End.A),
        "type",
        "veth",
        "peer",
        "name",
        LINE,
        "netns",
        name(End.B));
    for (End end : End.values()) {
      String till = tillLine(end);
      ip("link", "add", till, "type", "veth", "peer", "name", "tills", "netns", name(end));
      ip("addr", "add", end.tillsOwnAddress() + "/30", "dev", till);
      ip("link", "set", till, "up");
      ip("-n", name(end), "addr", "add", end.tillAddress() + "/30", "dev", "tills");
      ip("-n", name(end), "link", "set", "tills", "up");
      ip("-n", name(end), "addr", "add", end.address() + "/24", "dev", LINE);
      ip("-n", name(end), "link", "set", LINE, "up");
      ip("-n", name(end), "link", "set", "lo", "up");
    }
  }

  /** Of tests that were killed: their addresses are those of this one, and would answer first. */
  private static void removeLeftOvers() {
    for (String listed : output(List.of("ip", "netns", "list")).split("\n")) {
      Matcher ours = OURS.matcher(listed);
      if (ours.lookingAt() && ProcessHandle.of(Long.parseLong(ours.group(1), 16)).isEmpty()) {
        int end = End.valueOf(ours.group(2).toUpperCase(Locale.ROOT)).number();
        run(List.of("ip", "link", "del", "tw" + ours.group(1) + "t" + end));
        run(List.of("ip", "netns", "del", ours.group()));
      }
    }
  }

  /** What runs a command at that end. */
  List<String> within(End end) {
    return List.of("ip", "netns", "exec", name(end));
  }

  /** Pulls the cable between the two. */
  void cut() {
    ip("-n", name(End.A), "link", "set", LINE, "down");
  }

  /** Plugs it in again. */
  void heal() {
    ip("-n", name(End.A), "link", "set", LINE, "up");
  }

  @Override
  public void close() {
    for (End end : End.values()) {
      // at once: a namespace lives on while anything still runs in it
      ip("link", "del", tillLine(end));
      ip("netns", "del", name(end));
    }
  }

  private String tillLine(End end) {
    return "tw" + run + "t" + end.number();
  }

  private String name(End end) {
    return "tw" + run + end.name().toLowerCase(Locale.ROOT);
  }

  private static void ip(String... arguments) {
    List<String> command = new ArrayList<>(List.of("ip"));
    command.addAll(List.of(arguments));
    if (!run(command)) {
      throw new IllegalStateException(String.join(" ", command) + " failed");
    }
  }

  private static String output(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  private static boolean run(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
