package io.tillwatch.edge.checkout;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.tillwatch.core.retail.Catalog;
import io.tillwatch.edge.config.binding.ConfigException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads the catalogue that the shop keeps as a file: a YAML list of articles. */
public final class CatalogFile {
  private static final String SETTING = "fraud.catalogFile";

  private static final ObjectMapper YAML =
      new ObjectMapper(new YAMLFactory())
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private CatalogFile() {}

  /**
   * Reads it.
   *
   * @throws ConfigException naming file, line and what is expected there, where it is missing,
   *     unreadable, incomplete or names an SKU twice
   */
  public static Catalog load(Path file) {
    try {
      List<Catalog.Item> items =
          YAML.readValue(file.toFile(), new TypeReference<List<Catalog.Item>>() {});
      for (int i = 0; i < items.size(); i++) {
        check(file, i + 1, items.get(i));
      }
      return Catalog.of(items);
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
      throw refused(file + " line " + line + ": " + words(e));
    } catch (IOException e) {
      throw refused(file + " is not there or cannot be read");
    } catch (IllegalArgumentException e) {
      throw refused(file + ": " + e.getMessage());
    }
  }

  private static void check(Path file, int number, Catalog.Item item) {
    String place = file + " article " + number + ": ";
    if (item == null || item.sku() == null || item.sku().isBlank()) {
      throw refused(place + "sku is missing");
    }
    if (item.description() == null || item.category() == null) {
      throw refused(place + item.sku() + " lacks a description or a category");
    }
    if (item.priceMinor() < 0) {
      throw refused(place + item.sku() + ": priceMinor must be 0 or more, in minor units");
    }
  }

  /** What the parser says, without the names of classes. */
  private static String words(JsonProcessingException e) {
    if (e instanceof UnrecognizedPropertyException unknown) {
      return "unknown field '"
          + unknown.getPropertyName()
          + "'; known: "
          + String.join(
              ", ",
              new TreeSet<>(unknown.getKnownPropertyIds().stream().map(String::valueOf).toList()));
    }
    if (e instanceof MismatchedInputException mismatch) {
      String path =
          mismatch.getPath().stream()
              .map(JsonMappingException.Reference::getFieldName)
              .filter(Objects::nonNull)
              .collect(Collectors.joining("."));
      return path.isEmpty() ? "expected a list of articles" : path + " is not of the right kind";
    }
    return e.getOriginalMessage().lines().findFirst().orElse("no YAML");
  }

  private static ConfigException refused(String problem) {
    return new ConfigException(
        SETTING, problem, "correct it; conf/catalog.yaml, as it is shipped, shows every field");
  }
}
