package io.tillwatch.edge.checkout;

import io.tillwatch.core.checkout.Answer;
import io.tillwatch.core.checkout.Refusal;
import io.tillwatch.core.checkout.Refusal.Code;
import io.tillwatch.core.checkout.Submission;
import io.tillwatch.core.ledger.FactsQuery;
import io.tillwatch.core.photos.Erasure;
import io.tillwatch.core.photos.LivePhotoUses;
import io.tillwatch.core.photos.LivePhotoUses.Fault;
import io.tillwatch.core.photos.LivePhotoUses.Use;
import io.tillwatch.core.photos.Photo;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Which photo a transaction may name: a known one, and a live one only while it is fresh. */
final class PhotoGate {
  private final Bus bus;
  private final InstantSource time;
  private final LivePhotoUses uses = new LivePhotoUses();

  PhotoGate(Bus bus, InstantSource time) {
    this.bus = bus;
    this.time = time;
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
                    : withKnown(photo, use(submission), next, otherwise));
  }

  private Future<Answer> withKnown(
      Photo photo,
      Use use,
      Function<@Nullable Photo, Future<Answer>> next,
      Function<Supplier<Future<Answer>>, Future<Answer>> otherwise) {
    Optional<Fault> fault = uses.take(photo, use, time.instant());
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
        };
    return refuse(code, "the photo " + fault.words());
  }

  private static Future<Answer> refuse(Code code, String detail) {
    return Future.succeededFuture(Answer.refused(new Refusal(code, "/photoId", detail)));
  }
}
