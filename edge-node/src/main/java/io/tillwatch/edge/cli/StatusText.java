package io.tillwatch.edge.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lays a node's health and replication out for a terminal: single figures, then a table of peers.
 */
final class StatusText {
  private StatusText() {}

  static void write(
      PrintWriter out, String node, NodeClient.Answer health, NodeClient.Answer replication) {
    out.println(
        node + (health.status() == 200 ? "  READY" : "  NOT READY (" + health.status() + ")"));
    writeFigures(out, health.body());
    if (replication.status() != 200) {
      String remedy =
          replication.status() == 401 || replication.status() == 403
              ? ": set TILLWATCH_KEY to a reviewer's key"
              : "";
      out.println("replication: HTTP " + replication.status() + remedy);
      return;
    }
    writeFigures(out, replication.body());
    JsonNode peers = replication.body().path("peers");
    if (peers.isArray() && !peers.isEmpty()) {
      writeTable(out, peers);
    } else {
      out.println("no peers heard yet");
    }
  }

  private static void writeFigures(PrintWriter out, JsonNode body) {
    flatten(body, "").forEach((name, value) -> out.printf("  %-28s %s%n", name, value));
  }

  private static void writeTable(PrintWriter out, JsonNode peers) {
    List<Map<String, String>> rows = new ArrayList<>();
    Map<String, Integer> widths = new LinkedHashMap<>();
    for (JsonNode peer : peers) {
      Map<String, String> row = flatten(peer, "");
      rows.add(row);
      row.forEach(
          (name, value) -> widths.merge(name, Math.max(name.length(), value.length()), Math::max));
    }
    StringBuilder head = new StringBuilder();
    widths.forEach((name, width) -> head.append(pad(name, width)));
    out.println(head.toString().stripTrailing());
    for (Map<String, String> row : rows) {
      StringBuilder line = new StringBuilder();
      widths.forEach((name, width) -> line.append(pad(row.getOrDefault(name, "-"), width)));
      out.println(line.toString().stripTrailing());
    }
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(width - text.length() + 2);
  }

  /** The single values of an object, groups joined with dots; lists are left out. */
  private static Map<String, String> flatten(JsonNode node, String prefix) {
    Map<String, String> values = new LinkedHashMap<>();
    node.fields()
        .forEachRemaining(
            each -> {
              String name = prefix + each.getKey();
              if (each.getValue().isObject()) {
                values.putAll(flatten(each.getValue(), name + "."));
              } else if (each.getValue().isValueNode()) {
                values.put(name, each.getValue().asText());
              }
            });
    return values;
  }
}
