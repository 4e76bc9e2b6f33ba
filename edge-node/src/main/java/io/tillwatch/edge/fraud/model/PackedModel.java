package io.tillwatch.edge.fraud.model;

import io.tillwatch.core.fraud.model.UnusableModelException;
import io.tillwatch.core.fraud.models.ModelPart;
import io.tillwatch.core.oplog.Sha256;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A model's file as facts hold it: packed, and in parts that are no longer than facts should be.
 */
public final class PackedModel {
  /** Longest file that stores share; some 300 trees of depth 6. */
  public static final int MOST_BYTES = 8 << 20;

  /** Of bytes that Base64 makes a whole part of. */
  private static final int PART = ModelPart.MOST_DATA / 4 * 3;

  private PackedModel() {}

  /**
   * Packs a file.
   *
   * @throws UnusableModelException if it is too long
   */
  public static List<String> pack(byte[] file) {
    if (file.length > MOST_BYTES) {
      throw new UnusableModelException(
          file.length + " bytes, expected at most " + MOST_BYTES + ": fewer or smaller trees");
    }
    byte[] packed = gzip(file);
    List<String> parts = new ArrayList<>();
    for (int from = 0; from < packed.length; from += PART) {
      byte[] part = Arrays.copyOfRange(packed, from, Math.min(packed.length, from + PART));
      parts.add(Base64.getEncoder().encodeToString(part));
    }
    if (parts.size() > ModelPart.MOST_PARTS) {
      throw new UnusableModelException(
          packed.length + " bytes when packed, expected at most " + PART * ModelPart.MOST_PARTS);
    }
    return parts;
  }

  /**
   * The file again.
   *
   * @param hash SHA-256 that it must have
   * @throws UnusableModelException if the parts are not those of that file
   */
  public static byte[] unpack(List<String> parts, String hash) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try {
      for (String part : parts) {
        packed.write(Base64.getDecoder().decode(part));
      }
      byte[] file =
          new GZIPInputStream(new ByteArrayInputStream(packed.toByteArray()))
              .readNBytes(MOST_BYTES + 1);
      if (!Sha256.hex(file).equals(hash)) {
        throw new UnusableModelException("its parts make another file than was brought");
      }
      return file;
    } catch (IOException | IllegalArgumentException e) {
      throw new UnusableModelException("its parts cannot be put together: " + e.getMessage());
    }
  }

  private static byte[] gzip(byte[] file) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }
}
