package io.tillwatch.core.fraud.models;

/**
 * A part of a model's file, which would be too long for one fact.
 *
 * @param model SHA-256 of the whole file
 * @param part 0 for the first
 * @param data of the packed file, Base64
 */
public record ModelPart(String id, String storeId, String model, int part, String data) {
  /** Longest {@link #data}. */
  public static final int MOST_DATA = 64 << 10;

  /** Most parts of a file. */
  public static final int MOST_PARTS = 64;

  /** The one id of a part, whichever store brings the model. */
  public static String idFor(String model, int part) {
    return "model_" + model + "_" + part;
  }
}
