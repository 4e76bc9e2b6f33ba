package io.tillwatch.tools.train.world;

/** Something that changes what the model is asked with, on one day and in every store. */
public enum PlantedChange {
  NONE("nothing changes", "none"),
  TYPED_RECEIPTS("a new till release, in which half of the receipts are typed", "KEYED"),
  DEARER_GOODS("prices rise by two thirds", "DEAREST_UNIT"),
  DARK_CAMERAS("two of three photos of returns fail", "PHOTO");

  private final String meaning;
  private final String feature;

  PlantedChange(String meaning, String feature) {
    this.meaning = meaning;
    this.feature = feature;
  }

  public String meaning() {
    return meaning;
  }

  /** The feature that shows it most plainly. */
  public String feature() {
    return feature;
  }
}
