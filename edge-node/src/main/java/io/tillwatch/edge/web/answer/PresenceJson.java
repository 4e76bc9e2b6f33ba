package io.tillwatch.edge.web.answer;

import io.tillwatch.core.camera.Presence;
import org.jspecify.annotations.Nullable;

/**
 * Whether who stands at a lane is whom its photo shows.
 *
 * @param why why nobody can say; null where they were compared
 */
public record PresenceJson(String photoId, Presence.Person person, @Nullable String why) {

  public static PresenceJson of(String photoId, Presence presence) {
    return new PresenceJson(
        photoId, presence.person(), presence.why() == null ? null : presence.why().name());
  }

  /** Nobody can say, for a reason that is not the faces'. */
  public static PresenceJson unknown(String photoId, String why) {
    return new PresenceJson(photoId, Presence.Person.UNKNOWN, why);
  }
}
