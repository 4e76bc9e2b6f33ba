package io.tillwatch.edge.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lays a node's health and replication out for a terminal: single figures, then a table of peers.
 */
final class StatusText {
  private static final int NAME_WIDTH = 28;
  private static final int COLUMN_WIDTH = 28;
  private static final String UNKNOWN = "-";

  private StatusText() {}

  static void write(
      PrintWriter out, String node, NodeClient.Answer health, NodeClient.Answer replication) {
    out.println(
        node + (health.status() == 200 ? "  READY" : "  NOT READY (" + health.status() + ")"));
    writeFigures(out, health.body());
    writeChecks(out, health.body().path("checks"));
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
    flatten(body, "").forEach((name, value) -> out.println("  " + pad(name, NAME_WIDTH) + value));
  }

  /** A line for each part of the node: up, or why not. */
  private static void writeChecks(PrintWriter out, JsonNode checks) {
    for (JsonNode check : checks) {
      String state = check.path("up").asBoolean() ? "UP" : "DOWN";
      String since = check.path("since").asText("");
      String cause = check.path("cause").asText("");
      out.println(
          "  "
              + pad(check.path("name").asText(), NAME_WIDTH)
              + state
              + (since.isEmpty() ? "" : " since " + since)
              + (cause.isEmpty() ? "" : ": " + cause));
      for (JsonNode warning : check.path("warnings")) {
        out.println("  " + pad("", NAME_WIDTH) + "warning: " + warning.asText());
      }
    }
  }

  /** One column a peer, one row a figure: peers have many figures, and terminals are narrow. */
  private static void writeTable(PrintWriter out, JsonNode peers) {
    List<Map<String, String>> columns = new ArrayList<>();
    peers.forEach(peer -> columns.add(flatten(peer, "")));
    Set<String> figures = new LinkedHashSet<>();
    columns.forEach(column -> figures.addAll(column.keySet()));
    for (String figure : figures) {
      StringBuilder line = new StringBuilder("  " + pad(figure, NAME_WIDTH));
      for (Map<String, String> column : columns) {
        line.append(pad(column.getOrDefault(figure, UNKNOWN), COLUMN_WIDTH));
      }
      out.println(line.toString().stripTrailing());
    }
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()) + 2);
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
                values.put(name, each.getValue().isNull() ? UNKNOWN : each.getValue().asText());
              }
            });
    return values;
  }
}
