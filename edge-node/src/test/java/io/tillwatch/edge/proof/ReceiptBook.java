package io.tillwatch.edge.proof;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the facts of all logs say about receipts: units sold, units paid back, and which of these
 * without the selling store's word. Folded from the ops' bodies alone, without the code that it
 * judges.
 */
final class ReceiptBook {

  /** A line of a receipt. */
  record Line(String receipt, int line) implements Comparable<Line> {
    @Override
    public int compareTo(Line other) {
      int byReceipt = receipt.compareTo(other.receipt);
      return byReceipt != 0 ? byReceipt : Integer.compare(line, other.line);
    }
  }

  /**
   * More units of a line were paid back than were sold.
   *
   * @param onOwnWord units paid by a store that could not ask the one that sold
   * @param reported a finding says so
   */
  record Overpaid(Line line, int sold, int paid, int onOwnWord, boolean reported) {}

  private record Back(String id, boolean standIn, Map<Line, Integer> units) {}

  private final Map<Line, Integer> sold = new TreeMap<>();
  private final List<Back> completed = new ArrayList<>();
  private final Map<String, Back> held = new HashMap<>();
  private final Set<String> approved = new HashSet<>();
  private final Set<Line> reported = new HashSet<>();
  private final Set<String> seen = new HashSet<>();

  /** Notes a fact; one that came before, out of another store's log, changes nothing. */
  void add(String kind, String factId, JsonNode body) {
    if (!seen.add(factId)) {
      return;
    }
    switch (kind) {
      case "SALE" -> sell(body);
      case "RETURN" -> takeBack(factId, body);
      case "DECISION" -> decide(body);
      case "FINDING" ->
          reported.add(new Line(body.path("receipt").asText(), body.path("line").asInt()));
      default -> {
        // says nothing about money that was paid
      }
    }
  }

  /** Ids of the returns that were paid. */
  Set<String> paid() {
    Set<String> ids = new HashSet<>();
    backs().forEach(back -> ids.add(back.id()));
    return ids;
  }

  /** Every line of which more came back than was sold. */
  List<Overpaid> overpaid() {
    Map<Line, Integer> all = new TreeMap<>();
    Map<Line, Integer> onOwnWord = new HashMap<>();
    for (Back back : backs()) {
      back.units()
          .forEach(
              (line, units) -> {
                all.merge(line, units, Integer::sum);
                onOwnWord.merge(line, back.standIn() ? units : 0, Integer::sum);
              });
    }
    List<Overpaid> over = new ArrayList<>();
    all.forEach(
        (line, units) -> {
          int of = sold.getOrDefault(line, 0);
          if (units > of) {
            over.add(new Overpaid(line, of, units, onOwnWord.get(line), reported.contains(line)));
          }
        });
    return over;
  }

  private List<Back> backs() {
    List<Back> backs = new ArrayList<>(completed);
    held.forEach(
        (id, back) -> {
          if (approved.contains(id)) {
            backs.add(back);
          }
        });
    return backs;
  }

  private void sell(JsonNode body) {
    JsonNode lines = body.path("sale").path("lines");
    String receipt = body.path("sale").path("receiptNumber").asText();
    for (int line = 0; line < lines.size(); line++) {
      sold.put(new Line(receipt, line), lines.get(line).path("quantity").asInt());
    }
  }

  private void takeBack(String id, JsonNode body) {
    String receipt = body.path("refund").path("receiptNumber").asText();
    Map<Line, Integer> units = new TreeMap<>();
    body.path("taken")
        .forEach(
            take ->
                units.merge(
                    new Line(receipt, take.path("line").asInt()),
                    take.path("units").asInt(),
                    Integer::sum));
    Back back = new Back(id, body.path("standIn").asBoolean(), units);
    switch (body.path("status").asText()) {
      case "COMPLETED" -> completed.add(back);
      case "HELD" -> held.put(id, back);
      default -> {
        // nothing was paid
      }
    }
  }

  private void decide(JsonNode body) {
    if (body.path("approve").asBoolean()) {
      approved.add(body.path("of").asText());
    }
  }
}
