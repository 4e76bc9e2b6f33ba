package io.tillwatch.edge.web.answer.search;

import io.tillwatch.core.search.Profile;
import io.tillwatch.core.search.Subject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** All that is known of one subject; see {@link Profile}. */
public record ProfileJson(
    Subject.Kind kind,
    String id,
    Instant asOf,
    boolean complete,
    @Nullable Instant since,
    int transactions,
    Profile.Counts counts,
    Profile.Money money,
    @Nullable Instant first,
    @Nullable Instant last,
    Profile.Related related,
    Profile.@Nullable Peers peers) {

  public static ProfileJson of(Profile profile) {
    return new ProfileJson(
        profile.subject().kind(),
        profile.subject().id(),
        profile.coverage().asOf(),
        profile.coverage().complete(),
        profile.coverage().since(),
        profile.counts().sales() + profile.counts().returns(),
        profile.counts(),
        profile.money(),
        profile.first(),
        profile.last(),
        profile.related(),
        profile.peers());
  }
}
