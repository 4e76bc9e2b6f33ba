package io.tillwatch.core.fraud;

/**
 * What the customer or the shop can do so that the same return is scored again in the same visit.
 */
public enum Remedy {
  CAPTURE_PHOTO,
  PRESENT_ORIGINAL_CARD,
  WAIT_FOR_SYNC,
  SUPERVISOR
}
