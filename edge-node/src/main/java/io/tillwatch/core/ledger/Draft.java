package io.tillwatch.core.ledger;

import io.tillwatch.core.oplog.RightChange;
import java.time.Instant;
import java.util.List;

/**
 * A fact about to be committed.
 *
 * @param kind what it is; decides the class of {@code body}
 * @param id globally unique
 * @param dependsOn ids of facts that this one speaks of; it also joins the index {@link
 *     Indexes#about} of each
 * @param indexes further indexes it joins
 * @param rights refund rights it moves; those of this store that are {@code checked} can refuse the
 *     commit
 */
public record Draft(
    Kind kind,
    String id,
    Instant at,
    Record body,
    List<String> dependsOn,
    List<String> indexes,
    List<RightChange> rights) {

  /** What a fact is; the ledger needs no more of it than this. */
  public interface Kind {
    /** As it stands in logs. */
    String name();

    /** The record that holds a fact of this kind. */
    Class<? extends Record> body();
  }

  public Draft {
    if (!kind.body().isInstance(body)) {
      throw new IllegalArgumentException(kind + " needs a " + kind.body().getSimpleName());
    }
    dependsOn = List.copyOf(dependsOn);
    indexes = List.copyOf(indexes);
    rights = List.copyOf(rights);
  }

  /** Begins a draft that speaks of nothing, joins no index of its own and moves no right. */
  public static Builder of(Kind kind, String id, Instant at, Record body) {
    return new Builder(new Draft(kind, id, at, body, List.of(), List.of(), List.of()));
  }

  /** A fact that speaks of others, moves no right and joins no index of its own. */
  public static Draft about(Kind kind, String id, Instant at, Record body, String... of) {
    return of(kind, id, at, body).about(List.of(of)).build();
  }

  /** What a draft may name beside the fact itself. */
  public record Builder(Draft build) {
    /** Facts that this one speaks of, by their ids. */
    public Builder about(List<String> ids) {
      return with(ids, build.indexes, build.rights);
    }

    /** Indexes that it joins. */
    public Builder in(List<String> names) {
      return with(build.dependsOn, names, build.rights);
    }

    /** Refund rights that it moves. */
    public Builder moving(List<RightChange> changes) {
      return with(build.dependsOn, build.indexes, changes);
    }

    private Builder with(List<String> ids, List<String> names, List<RightChange> changes) {
      return new Builder(
          new Draft(build.kind, build.id, build.at, build.body, ids, names, changes));
    }
  }
}
