package io.tillwatch.tools.train.world;

import java.util.Set;

/** Something that changes what the model is asked with, on one day and in every store. */
public enum PlantedChange {
  NONE("nothing changes"),
  TYPED_RECEIPTS("a new till release, in which half of the receipts are typed", "KEYED"),
  DEARER_GOODS("prices rise by two thirds", "DEAREST_UNIT", "SOLD_DEAREST_UNIT"),
  DARK_CAMERAS("two of three photos of returns fail", "PHOTO");

  private final String meaning;
  private final Set<String> numbers;

  PlantedChange(String meaning, String... numbers) {
    this.meaning = meaning;
    this.numbers = Set.of(numbers);
  }

  public String meaning() {
    return meaning;
  }

  /** The numbers of returns and of sales that show it most plainly. */
  public Set<String> numbers() {
    return numbers;
  }
}
