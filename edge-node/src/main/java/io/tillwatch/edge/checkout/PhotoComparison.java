package io.tillwatch.edge.checkout;

import io.tillwatch.core.camera.FaceMatch;
import io.tillwatch.core.camera.FaceMatch.Reason;
import io.tillwatch.core.checkout.PostedSale;
import io.tillwatch.core.ledger.FactsQuery;
import io.tillwatch.core.ledger.StoredFact;
import io.tillwatch.core.oplog.Sha256;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.core.photos.Erasure;
import io.tillwatch.core.photos.Photo;
import io.tillwatch.core.photos.PhotoBytes;
import io.tillwatch.core.photos.StoredPhoto;
import io.tillwatch.core.retail.PhotoEvidence;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.bus.StoreChannels;
import io.tillwatch.edge.port.FaceComparer;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares who returns with who bought, where both agreed to it: the photo of the return with the
 * photo of its own purchase and with no other. It has its time; whatever keeps it from an answer
 * costs the photo's verdict and never the return.
 */
final class PhotoComparison {
  /**
   * What a customer at a till does not notice; a comparison takes a tenth of it. Tests that are
   * about verdicts and not about time give it more, beside builds say.
   */
  private static final String PATIENCE = "tillwatch.compareMillis";

  private static final long PATIENCE_MILLIS = 500;

  /** For a picture that was cut: most are given up after a few hundredths of a second. */
  private static final long SEARCH_MILLIS = 400;

  /**
   * Up to so many bits a picture that was cut or turned is that of the purchase. Frames of a person
   * who stands still come nearer by moving too, so less is allowed than to pictures as they are.
   */
  private static final int SAME_LAID_ANEW = 28;

  private static final Logger LOG = LoggerFactory.getLogger(PhotoComparison.class);

  private final Bus bus;
  private final FaceComparer faces;
  private final long patience = Long.getLong(PATIENCE, PATIENCE_MILLIS);

  PhotoComparison(Bus bus, FaceComparer faces) {
    this.bus = bus;
    this.faces = faces;
  }

  /** What scoring sees of a return's photo; never fails. */
  Future<PhotoEvidence> evidence(Photo now, @Nullable PostedSale sale) {
    PhotoEvidence seen = now.toEvidence();
    if (sale == null || sale.photoId() == null) {
      return Future.succeededFuture(seen);
    }
    Future<@Nullable StoredFact> bought = photo(sale.photoId());
    return bought
        .compose(stored -> compare(now, stored))
        .timeout(patience, TimeUnit.MILLISECONDS)
        .recover(why -> Future.succeededFuture(FaceMatch.not(failed(now, why))))
        .map(
            match ->
                match instanceof FaceMatch.Compared compared
                    ? seen.comparedAs(compared.similarity())
                    : seen.notComparedFor(((FaceMatch.NotCompared) match).reason().name()))
        .compose(evidence -> beside(now, bought.succeeded() ? bought.result() : null, evidence));
  }

  /**
   * With in how many bits the two pictures differ, whoever agreed to what: that speaks of no face.
   * A picture of the purchase whose border was cut off is looked for, where there is time for it.
   */
  private Future<PhotoEvidence> beside(
      Photo now, @Nullable StoredFact stored, PhotoEvidence evidence) {
    if (stored == null || !(stored.fact() instanceof Photo bought)) {
      return Future.succeededFuture(evidence);
    }
    OptionalInt bits = now.bitsFrom(bought);
    if (bits.isEmpty()) {
      return Future.succeededFuture(evidence);
    }
    PhotoEvidence asTheyAre = evidence.differingFromSale(bits.getAsInt());
    String inner = bought.innerHash();
    return inner == null || bits.getAsInt() <= SAME_LAID_ANEW
        ? Future.succeededFuture(asTheyAre)
        : laidAnew(now, inner)
            .timeout(SEARCH_MILLIS, TimeUnit.MILLISECONDS)
            .map(found -> found <= SAME_LAID_ANEW ? evidence.differingFromSale(found) : asTheyAre)
            .otherwise(asTheyAre);
  }

  private Future<Integer> laidAnew(Photo now, String innerHash) {
    return bytes(now)
        .compose(
            jpeg ->
                jpeg == null
                    ? Future.succeededFuture(Integer.MAX_VALUE)
                    : faces.bitsFrom(jpeg, innerHash));
  }

  private static Reason failed(Photo now, Throwable why) {
    if (why instanceof TimeoutException) {
      return Reason.LATE;
    }
    LOG.atWarn()
        .addKeyValue("photo", now.id())
        .addKeyValue("error", why.getMessage())
        .log("a return's photo could not be compared with that of its purchase");
    return Reason.FAILED;
  }

  private Future<@Nullable StoredFact> photo(String id) {
    return bus.ask(Channels.FACTS, FactsQuery.one(id))
        .map(page -> page.facts().isEmpty() ? null : page.facts().get(0));
  }

  private Future<FaceMatch> compare(Photo now, @Nullable StoredFact stored) {
    Reason against = against(now, stored);
    return against == null && stored != null && stored.fact() instanceof Photo bought
        ? compareBytes(now, bought)
        : Future.succeededFuture(FaceMatch.not(against == null ? Reason.NOT_HERE : against));
  }

  /** Why they are not compared; null where they may be. What people agreed to comes first. */
  private @Nullable Reason against(Photo now, @Nullable StoredFact stored) {
    if (stored == null || !(stored.fact() instanceof Photo bought)) {
      return Reason.NOT_HERE;
    }
    if (Erasure.covers(stored)) {
      return Reason.ERASED;
    }
    if (!bought.mayBeMatched()) {
      return Reason.NO_CONSENT;
    }
    if (!now.mayBeMatched()) {
      return Reason.DECLINED;
    }
    if (!faces.canMatch()) {
      return Reason.NO_MODEL;
    }
    return bought.verified() && now.verified() ? null : Reason.NOT_VERIFIED;
  }

  private Future<FaceMatch> compareBytes(Photo now, Photo bought) {
    return Future.all(bytes(now), bytes(bought))
        .compose(
            both -> {
              byte[] one = both.resultAt(0);
              byte[] other = both.resultAt(1);
              return one == null || other == null
                  ? Future.succeededFuture(FaceMatch.not(Reason.NOT_HERE))
                  : faces.compare(other, one);
            });
  }

  /** The picture as it is kept here, or else as the store has it that took it. */
  private Future<byte[]> bytes(Photo photo) {
    return bus.ask(Channels.PHOTO_READ, new StoredPhoto(photo, null))
        .compose(
            here ->
                here.jpeg() != null || photo.storeId().equals(bus.self().value())
                    ? Future.succeededFuture(here.jpeg())
                    : fetched(photo))
        .map(bytes -> isSigned(photo, bytes) ? bytes : null);
  }

  private Future<byte[]> fetched(Photo photo) {
    return bus.ask(
            StoreChannels.PHOTO_BYTES,
            new StoreId(photo.storeId()),
            PhotoBytes.of(photo),
            Duration.ofMillis(patience * 3 / 5))
        .map(PhotoBytes::bytes)
        .otherwise((byte[]) null);
  }

  private static boolean isSigned(Photo photo, byte[] bytes) {
    return bytes != null && Sha256.hex(bytes).equals(photo.sha256());
  }
}
