package io.tillwatch.edge.fraud.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tillwatch.core.fraud.features.FeatureSet;
import io.tillwatch.core.fraud.model.ModelWords;
import io.tillwatch.core.fraud.model.UnusableModelException;
import io.tillwatch.core.fraud.models.BroughtCard;
import java.util.HashMap;
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
