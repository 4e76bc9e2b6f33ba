package io.tillwatch.core.camera;

/** What keeps a picture from counting as a verified face photo; names are stable codes. */
public enum QualityIssue {
  NO_FACE("Please look at the camera"),
  MANY_FACES("One person at a time, please"),
  TOO_SMALL("Please come closer"),
  TOO_DARK("More light on the face, please"),
  TOO_BRIGHT("The light is too strong, please turn a little"),
  LOW_CONTRAST("Please step out of the haze or clean the camera"),
  UNEVEN_LIGHT("The light comes from one side, please turn a little"),
  BLURRED("Please hold still"),
  OFF_CENTRE("Please move to the middle"),
  TURNED_AWAY("Please look straight at the camera"),
  TILTED("Please hold your head upright"),
  MOVING("Please hold still"),
  /** A still picture instead of a person; said to reviewers, the customer sees neutral words. */
  NOT_LIVE("Please see an associate"),
  /** A drawing where drawings do not count. */
  DEMO_NOT_ALLOWED("Please use the camera");

  private final String hint;

  QualityIssue(String hint) {
    this.hint = hint;
  }

  /** One friendly sentence for the person before the camera. */
  public String hint() {
    return hint;
  }
}
