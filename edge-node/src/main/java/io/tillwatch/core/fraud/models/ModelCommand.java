package io.tillwatch.core.fraud.models;

import org.jspecify.annotations.Nullable;

/** What somebody wants of models. */
public sealed interface ModelCommand {

  /** Who: id of an API key. */
  String by();

  /** Brings a model's file, XGBoost's JSON. */
  @SuppressWarnings("ArrayRecordComponent") // a file, handed on once and not compared
  record Bring(byte[] file, String by) implements ModelCommand {}

  /** Brings the card of a model that is here. */
  record Describe(String model, String card, String by) implements ModelCommand {}

  /** Proposes to promote a model, or, where somebody else did, promotes it. */
  record Promote(String model, @Nullable String note, String by) implements ModelCommand {}

  /** Puts in force again what held before: another model, or the rules alone. */
  record RollBack(@Nullable String note, String by) implements ModelCommand {}

  /** Why nothing was done. */
  enum Refusal {
    UNUSABLE_MODEL,
    UNUSABLE_CARD,
    UNKNOWN_MODEL,
    SECOND_ADMIN_NEEDED,
    NOTHING_TO_ROLL_BACK
  }

  /** What was done. */
  enum Act {
    BROUGHT,
    CARD_BROUGHT,
    PROPOSED,
    PROMOTED,
    ROLLED_BACK
  }

  /** What became of it. */
  sealed interface Answer {

    /**
     * It was carried out.
     *
     * @param model which model it is about
     */
    record Done(Act act, String model) implements Answer {}

    /** It was not carried out; nothing was changed. */
    record Refused(Refusal refusal, String why) implements Answer {}

    static Answer done(Act act, String model) {
      return new Done(act, model);
    }

    static Answer refused(Refusal refusal, String why) {
      return new Refused(refusal, why);
    }
  }
}
