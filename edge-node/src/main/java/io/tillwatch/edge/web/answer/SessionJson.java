package io.tillwatch.edge.web.answer;

import io.tillwatch.edge.codec.OmittedIfNull;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who is signed in to which page.
 *
 * @param actor under which name acts are recorded: the key's name or id, {@code page:dash} for a
 *     printed link
 * @param lane the one lane that the session's key is for, or null
 * @param staff who has unlocked the page by PIN, or null
 * @param demo true where the store was started for the demo, else left out
 */
public record SessionJson(
    String role,
    String actor,
    String storeId,
    String storeName,
    String page,
    @Nullable String lane,
    @Nullable String staff,
    @OmittedIfNull @Nullable Boolean demo) {

  /**
   * A page that was unlocked by PIN.
   *
   * @param until when it locks itself
   */
  public record StaffUnlocked(String staff, Instant until) {}
}
