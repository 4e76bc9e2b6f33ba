package io.tillwatch.edge.fraud.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.tillwatch.core.fraud.model.TrainedModel;
import io.tillwatch.core.fraud.model.UnusableModelException;
import io.tillwatch.core.oplog.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A model file in the JSON that XGBoost writes (3.0 and 3.4 were read; the form between and 2.x is
 * the same in all that is used). It is read in one pass, so that a hostile file costs no more
 * memory than its bytes and the columns of trees that are within bounds.
 */
public final class XgboostModelFile {
  /** A thousand trees of depth 8 are 25 MB. */
  public static final int MOST_BYTES = 32 << 20;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(32)
                  .maxNumberLength(64)
                  .maxStringLength(1 << 16)
                  .maxNameLength(256)
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private XgboostModelFile() {}

  /**
   * Reads a file.
   *
   * @throws UnusableModelException if it is no model that can be used, or is longer than {@link
   *     #MOST_BYTES}
   */
  public static TrainedModel read(Path file) throws IOException {
    if (Files.size(file) > MOST_BYTES) {
      throw tooLong(Files.size(file));
    }
    return read(Files.readAllBytes(file));
  }

  /**
   * Reads the bytes of a file.
   *
   * @throws UnusableModelException if they are no model that can be used, or more than {@link
   *     #MOST_BYTES}
   */
  public static TrainedModel read(byte[] file) {
    if (file.length > MOST_BYTES) {
      throw tooLong(file.length);
    }
    try (JsonParser parser = JSON.createParser(file)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new UnusableModelException(
            "the file is no JSON object; XGBoost writes one with save_model(\"model.json\"), its"
                + " binary forms (.ubj, .bin) are not read");
      }
      TrainedModel model = new LearnerReader(parser).read(Sha256.hex(file));
      if (parser.nextToken() != null) {
        throw new UnusableModelException("something follows the model's closing brace");
      }
      return model;
    } catch (StreamConstraintsException e) {
      throw new UnusableModelException("a value that no model has: " + e.getOriginalMessage());
    } catch (JsonProcessingException e) {
      throw new UnusableModelException(
          "the file is no JSON at line %d, column %d: %s"
              .formatted(
                  e.getLocation().getLineNr(),
                  e.getLocation().getColumnNr(),
                  e.getOriginalMessage()));
    } catch (IOException e) {
      throw new UnusableModelException("the file cannot be read: " + e.getMessage());
    }
  }

  private static UnusableModelException tooLong(long bytes) {
    return new UnusableModelException(bytes + " bytes, expected at most " + MOST_BYTES);
  }
}
