package io.tillwatch.edge.checkout;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.tillwatch.edge.checkout.model.Catalog;
import io.tillwatch.edge.config.ConfigException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Reads the catalogue that the shop keeps as a file: a YAML list of articles. */
public final class CatalogFile {
  private static final String SETTING = "fraud.catalogFile";

  private CatalogFile() {}

  /** Reads it; throws ConfigException where it is missing, unreadable or names an SKU twice. */
  public static Catalog load(Path file) {
    ObjectMapper yaml =
        new ObjectMapper(new YAMLFactory())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    try {
      return Catalog.of(yaml.readValue(file.toFile(), new TypeReference<List<Catalog.Item>>() {}));
    } catch (IOException | IllegalArgumentException e) {
      throw new ConfigException(
          SETTING,
          "cannot be read (" + file + "): " + e.getMessage().lines().findFirst().orElse(""),
          "correct the file, or name another");
    }
  }
}
