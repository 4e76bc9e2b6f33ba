package io.tillwatch.edge.fraud.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tillwatch.core.fraud.drift.DriftReference;
import io.tillwatch.core.fraud.drift.Histogram;
import io.tillwatch.core.fraud.features.FeatureSet;
import io.tillwatch.core.fraud.model.ModelWords;
import io.tillwatch.core.fraud.model.UnusableModelException;
import io.tillwatch.core.fraud.models.BroughtCard;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The card that {@code train} writes beside a model: of it a node reads what is usual. */
public final class ModelCardFile {
  private static final ObjectMapper JSON =
      JsonMapper.builder(
              com.fasterxml.jackson.core.JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(12)
                          .maxNumberLength(64)
                          .maxStringLength(1024)
                          .build())
                  .build())
          .build();

  /** Of a number that is not known for most nothing is usual. */
  private static final double SELDOM_KNOWN = 0.5;

  /** A card of {@code train} has ten bins at most. */
  private static final int MOST_EDGES = 64;

  private ModelCardFile() {}

  /**
   * Checks that a text is the card of a model, in the form that stores share.
   *
   * @throws UnusableModelException otherwise
   */
  public static String check(String text, String model) {
    String compact = read(text).toString();
    String of = read(text).path("model").asText();
    if (!of.equals(model)) {
      throw new UnusableModelException(
          "the card belongs to model %.64s, expected %s".formatted(of, model));
    }
    if (compact.length() > BroughtCard.MOST_TEXT) {
      throw new UnusableModelException(
          "the card has " + compact.length() + " characters, expected at most 65536");
    }
    return compact;
  }

  /** What is usual by a card; nothing is known without one, or where it does not say. */
  public static ModelWords words(@Nullable String card) {
    if (card == null) {
      return ModelWords.NONE;
    }
    Map<String, ModelWords.Usual> usual = new HashMap<>();
    JsonNode reference = read(card).path("reference").path("features");
    for (String name : FeatureSet.names()) {
      ModelWords.Usual most = most(reference.path(name));
      if (most != null) {
        usual.put(name, most);
      }
    }
    return new ModelWords(usual);
  }

  /**
   * What returns were like by a card, of the features that this node knows; null without a card or
   * where it does not say it of scores. A histogram that is none is left out.
   */
  public static @Nullable DriftReference reference(@Nullable String card) {
    if (card == null) {
      return null;
    }
    JsonNode reference = read(card).path("reference");
    Histogram scores = histogram(reference.path("scores"));
    if (scores == null) {
      return null;
    }
    Map<String, Histogram> features = new LinkedHashMap<>();
    for (String name : FeatureSet.names()) {
      Histogram histogram = histogram(reference.path("features").path(name));
      if (histogram != null) {
        features.put(name, histogram);
      }
    }
    return new DriftReference(features, scores, moves(reference.path("usual")));
  }

  /** What numbers do by themselves; a card of an older version does not say it. */
  private static Map<String, Double> moves(JsonNode usual) {
    Map<String, Double> moves = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> one : usual.properties()) {
      double index = one.getValue().asDouble(Double.NaN);
      if (Double.isFinite(index) && index >= 0) {
        moves.put(one.getKey(), index);
      }
    }
    return moves;
  }

  private static @Nullable Histogram histogram(JsonNode node) {
    JsonNode missing = node.path("missing");
    if (!isShare(missing) || node.path("edges").size() > MOST_EDGES) {
      return null;
    }
    List<Float> edges = new ArrayList<>();
    List<Double> shares = new ArrayList<>();
    for (JsonNode edge : node.path("edges")) {
      edges.add(edge.isNumber() ? edge.floatValue() : Float.NaN);
    }
    for (JsonNode share : node.path("shares")) {
      shares.add(isShare(share) ? share.doubleValue() : Double.NaN);
    }
    boolean whole =
        shares.stream().noneMatch(share -> share.isNaN())
            && edges.stream().allMatch(edge -> Float.isFinite(edge));
    try {
      return whole ? new Histogram(edges, shares, missing.doubleValue()) : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static boolean isShare(JsonNode node) {
    return node.isNumber() && node.doubleValue() >= 0 && node.doubleValue() <= 1;
  }

  /** The edge beside which the middle one of the known numbers lies. */
  private static ModelWords.@Nullable Usual most(JsonNode histogram) {
    JsonNode edges = histogram.path("edges");
    double missing = histogram.path("missing").asDouble(1);
    if (edges.isEmpty() || missing >= SELDOM_KNOWN) {
      return null;
    }
    double below = 0;
    int bin = 0;
    while (bin < edges.size() && below < (1 - missing) / 2) {
      below += histogram.path("shares").path(bin).asDouble();
      bin++;
    }
    boolean less = below >= (1 - missing) / 2;
    return new ModelWords.Usual(edges.path(bin - 1).floatValue(), less);
  }

  private static JsonNode read(String text) {
    try {
      JsonNode card = JSON.readTree(text);
      if (card == null || !card.isObject()) {
        throw new UnusableModelException("the card is no JSON object");
      }
      return card;
    } catch (JsonProcessingException e) {
      throw new UnusableModelException("the card is no JSON: " + e.getOriginalMessage());
    }
  }
}
