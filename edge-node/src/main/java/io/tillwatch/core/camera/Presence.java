package io.tillwatch.core.camera;

import org.jspecify.annotations.Nullable;

/**
 * Whether who stands before a camera is who was photographed there minutes ago. It says nothing of
 * anybody across visits, and accuses nobody: whoever is taken for another is photographed anew.
 *
 * @param why why nobody can say; null where it was compared
 */
public record Presence(Person person, FaceMatch.@Nullable Reason why) {
  /** What is said of them. */
  public enum Person {
    SAME,
    OTHER,
    /** Not compared, or neither alike nor unlike enough. */
    UNKNOWN
  }

  public Presence {
    if (why != null && person != Person.UNKNOWN) {
      throw new IllegalArgumentException("Expected no reason beside " + person + ", found " + why);
    }
  }

  /** They were compared. */
  public static Presence of(Person person) {
    return new Presence(person, null);
  }

  /** They were not. */
  public static Presence unknown(FaceMatch.Reason why) {
    return new Presence(Person.UNKNOWN, why);
  }

  /**
   * A check of a photo, as checkout hears of it.
   *
   * @param photoId of a live photo that no transaction used yet
   */
  public record Check(String photoId, Person person) {}
}
