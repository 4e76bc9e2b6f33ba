package io.tillwatch.tools.demo.model;

/**
 * One visit of the script.
 *
 * @param id unique in the script; later steps refer to it
 * @param title what happens, in a few words
 */
public record Step(
    String id,
    Chapter chapter,
    String title,
    Label label,
    Shop shop,
    Visit visit,
    Expected expected) {

  /** An honest visit, which must be served. */
  static Step honest(Chapter chapter, String id, String title, Shop shop, Visit visit) {
    return new Step(id, chapter, title, Label.HONEST, shop, visit, Expected.SERVED);
  }

  /** A fraud, which must be stopped as said. */
  static Step fraud(
      Chapter chapter, String id, String title, Shop shop, Expected expected, ReturnStep attempt) {
    return new Step(id, chapter, title, Label.FRAUD, shop, attempt, expected);
  }

  public boolean isFraud() {
    return label == Label.FRAUD;
  }
}
