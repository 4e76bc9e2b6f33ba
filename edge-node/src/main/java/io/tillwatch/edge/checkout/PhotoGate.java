package io.tillwatch.edge.checkout;

import io.tillwatch.core.camera.Presence;
import io.tillwatch.core.checkout.Answer;
import io.tillwatch.core.checkout.Posted;
import io.tillwatch.core.checkout.Refusal;
import io.tillwatch.core.checkout.Refusal.Code;
import io.tillwatch.core.checkout.Submission;
import io.tillwatch.core.ledger.FactsQuery;
import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.core.ledger.PageQuery;
import io.tillwatch.core.ledger.StoredFact;
import io.tillwatch.core.photos.Erasure;
import io.tillwatch.core.photos.LivePhotoUses;
import io.tillwatch.core.photos.LivePhotoUses.Fault;
import io.tillwatch.core.photos.LivePhotoUses.Use;
import io.tillwatch.core.photos.Photo;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which photo a transaction may name: a known one, and a live one only while it is fresh, for one
 * transaction. Which photos were used before a restart is read from the facts.
 */
final class PhotoGate {
  private static final int PAGE = 1_000;

  /** Far more than happens in a minute; more than these are read only beside a wrong clock. */
  private static final int MOST_PAGES = 50;

  private final Bus bus;
  private final InstantSource time;
  private final LivePhotoUses uses = new LivePhotoUses();

  /** Live photos from before this moment may be used up without anybody here knowing. */
  private Instant unknownBefore = Instant.MIN;

  PhotoGate(Bus bus, InstantSource time) {
    this.bus = bus;
    this.time = time;
  }

  /** Reads which photos were used in the last minute, before this node began. */
  Future<Void> restore() {
    return restore(time.instant().minus(LivePhotoUses.OLDEST), null, 1);
  }

  private Future<Void> restore(Instant from, @Nullable String cursor, int page) {
    return bus.ask(
            Channels.PAGE,
            new PageQuery(
                Indexes.TRANSACTIONS,
                cursor,
                PAGE,
                /* oldestFirst= */ false,
                /* withAbout= */ false))
        .compose(
            read -> {
              read.facts().forEach(stored -> note(stored.fact()));
              boolean done =
                  read.nextCursor() == null
                      || read.facts().stream()
                          .anyMatch(stored -> stored.op().atMillis() < from.toEpochMilli());
              if (!done && page < MOST_PAGES) {
                return restore(from, read.nextCursor(), page + 1);
              }
              unknownBefore = done ? Instant.MIN : time.instant();
              return Future.succeededFuture();
            });
  }

  private void note(@Nullable Record fact) {
    if (fact instanceof Posted posted
        && posted.photoId() != null
        && posted.transaction().storeId().equals(bus.self().value())) {
      uses.known(posted.photoId(), posted.transaction().id());
    }
  }

  /** Hears whether who stands at a lane is whom its photo shows. */
  Future<Presence.Check> checked(Presence.Check check) {
    uses.seen(check);
    return Future.succeededFuture(check);
  }

  /**
   * Goes on with the photo that was named, or with null where none was.
   *
   * @param otherwise answers a request whose photo is refused, unless it was answered before
   */
  Future<Answer> with(
      @Nullable String photoId,
      Submission submission,
      Function<@Nullable Photo, Future<Answer>> next,
      Function<Supplier<Future<Answer>>, Future<Answer>> otherwise) {
    if (photoId == null) {
      return next.apply(null);
    }
    return photo(photoId)
        .compose(
            photo ->
                photo == null
                    ? otherwise.apply(PhotoGate::unknown)
                    : knowing(photo, use(submission))
                        .compose(use -> withKnown(photo, use, next, otherwise)));
  }

  /** Who repeats a transaction may show its photo again, however long this node has forgotten. */
  private Future<Use> knowing(Photo photo, Use use) {
    if (use.retryOf() == null || !photo.source().isLive()) {
      return Future.succeededFuture(use);
    }
    return bus.ask(Channels.FACTS, new FactsQuery(List.of(use.retryOf()), false))
        .map(
            page -> {
              page.facts().stream()
                  .map(StoredFact::fact)
                  .filter(
                      fact -> fact instanceof Posted posted && photo.id().equals(posted.photoId()))
                  .forEach(this::note);
              return use;
            });
  }

  private Future<Answer> withKnown(
      Photo photo,
      Use use,
      Function<@Nullable Photo, Future<Answer>> next,
      Function<Supplier<Future<Answer>>, Future<Answer>> otherwise) {
    Optional<Fault> fault =
        photo.source().isLive() && photo.capturedAt().isBefore(unknownBefore)
            ? Optional.of(Fault.TOO_OLD)
            : uses.take(photo, use, time.instant());
    if (fault.isPresent()) {
      return otherwise.apply(() -> refused(fault.get()));
    }
    return next.apply(photo).onSuccess(answer -> note(photo, use, answer));
  }

  private void note(Photo photo, Use use, Answer answer) {
    if (answer instanceof Answer.Recorded recorded) {
      uses.used(photo, use, recorded.posted().transaction().id());
    } else {
      uses.release(photo, use);
    }
  }

  private Use use(Submission submission) {
    String request = submission.actor() + " " + submission.key();
    String store = bus.self().value();
    return submission instanceof Submission.OfReturn back
        ? new Use(store, back.refund().laneId(), request, back.refund().retryOf())
        : new Use(store, ((Submission.OfSale) submission).sale().laneId(), request, null);
  }

  private Future<Photo> photo(String photoId) {
    return bus.ask(Channels.FACTS, FactsQuery.one(photoId))
        .map(page -> page.facts().isEmpty() ? null : page.facts().get(0))
        .map(
            stored ->
                stored != null && stored.fact() instanceof Photo photo && !Erasure.covers(stored)
                    ? photo
                    : null);
  }

  private static Future<Answer> unknown() {
    return refuse(Code.UNKNOWN_PHOTO, "no such photo; take it anew and send its photoId");
  }

  private static Future<Answer> refused(Fault fault) {
    Code code =
        switch (fault) {
          case OTHER_LANE -> Code.PHOTO_OF_OTHER_LANE;
          case TOO_OLD -> Code.PHOTO_TOO_OLD;
          case USED -> Code.PHOTO_USED;
          case OTHER_PERSON -> Code.PHOTO_OF_OTHER_PERSON;
        };
    return refuse(code, "the photo " + fault.words());
  }

  private static Future<Answer> refuse(Code code, String detail) {
    return Future.succeededFuture(Answer.refused(new Refusal(code, "/photoId", detail)));
  }
}
