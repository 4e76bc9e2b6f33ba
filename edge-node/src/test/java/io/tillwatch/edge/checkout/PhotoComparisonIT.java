package io.tillwatch.edge.checkout;

import static io.tillwatch.edge.support.StoredFacts.NOON;
import static io.tillwatch.edge.support.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.camera.FaceMatch;
import io.tillwatch.core.camera.Liveness;
import io.tillwatch.core.camera.SourceKind;
import io.tillwatch.core.checkout.PostedSale;
import io.tillwatch.core.facts.FactKind;
import io.tillwatch.core.ledger.Commit;
import io.tillwatch.core.ledger.Draft;
import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.core.oplog.Sha256;
import io.tillwatch.core.photos.Erasure;
import io.tillwatch.core.photos.Photo;
import io.tillwatch.core.photos.PhotoConsent;
import io.tillwatch.core.photos.StoredPhoto;
import io.tillwatch.core.retail.PhotoEvidence;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.photos.PhotoExchange;
import io.tillwatch.edge.port.CameraBusyException;
import io.tillwatch.edge.port.FaceComparer;
import io.tillwatch.edge.support.TestStore;
import io.tillwatch.edge.support.TransactionExamples;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Photos in a real ledger, before a vision worker that hangs, is full, or answers. */
class PhotoComparisonIT {
  private static final PostedSale SALE = TransactionExamples.sale();
  private static final PhotoConsent AGREED =
      new PhotoConsent(List.of(PhotoConsent.PHOTO, PhotoConsent.MATCH), "v3", "en");

  private final AtomicInteger compared = new AtomicInteger();

  /** What is found of a picture that may have been cut. */
  private Supplier<Future<Integer>> laid = () -> Future.failedFuture(new CameraBusyException(9));

  private TestStore store;

  @BeforeEach
  void open(@TempDir Path dir) throws IOException {
    store = new TestStore("store-a", dir, "shared");
    await(
        store
            .vertx()
            .deployVerticle(
                new PhotoExchange(
                    store.bus(),
                    InstantSource.fixed(NOON),
                    dir.resolve("photo-keys"),
                    dir.resolve("photos.key"),
                    Duration.ofDays(91))));
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void tellsHowAlikeTheyAre() {
    keep(photo(SALE.photoId(), AGREED));

    PhotoEvidence seen =
        evidence(
            keep(photo("now", AGREED)), () -> Future.succeededFuture(new FaceMatch.Compared(0.72)));

    assertThat(seen.similarityToSale()).isEqualTo(0.72);
    assertThat(seen.notCompared()).isNull();
  }

  @Test
  void waitsForNoWorkerThatHangs() {
    keep(photo(SALE.photoId(), AGREED));
    Promise<FaceMatch> never = Promise.promise();

    PhotoEvidence seen = evidence(keep(photo("now", AGREED)), never::future);

    assertThat(seen.notCompared()).isEqualTo("LATE");
    assertThat(seen.verified()).isTrue();
  }

  @Test
  void goesOnWhereTooManyWaitForTheWorker() {
    keep(photo(SALE.photoId(), AGREED));

    PhotoEvidence seen =
        evidence(
            keep(photo("now", AGREED)), () -> Future.failedFuture(new CameraBusyException(16)));

    assertThat(seen.notCompared()).isEqualTo("FAILED");
  }

  @Test
  void comparesOnlyWhatBothAgreedToAndWhatIsStillThere() {
    // Given a purchase whose photo nobody agreed to compare, then one that was erased
    keep(photo(SALE.photoId(), null));
    assertThat(reason(keep(photo("now", AGREED)))).isEqualTo("NO_CONSENT");
    Erasure erasure =
        new Erasure("er", NOON, "store-a", "C-1", List.of(SALE.photoId()), "reviewer");
    commit(FactKind.ERASURE, erasure.id(), erasure, erasure.photoIds(), Indexes.AUDIT);

    assertThat(reason(photo("now", AGREED))).isEqualTo("ERASED");
    assertThat(compared).hasValue(0);
  }

  @Test
  void comparesNoBytesThatAreNotTheOnesThatWereSigned() {
    // Given the record of a purchase's photo, under whose hash other bytes lie
    Photo bought = photo(SALE.photoId(), AGREED);
    commit(FactKind.PHOTO, bought.id(), bought, List.of(), Indexes.PHOTOS);
    store.ask(Channels.PHOTO_KEEP, new StoredPhoto(bought, bytes("somebody else")));

    assertThat(reason(keep(photo("now", AGREED)))).isEqualTo("NOT_HERE");
    assertThat(compared).hasValue(0);
  }

  @Test
  void knowsThePictureOfThePurchaseThatWasCutIfAWorkerHasTimeForIt() {
    keep(hashed(SALE.photoId(), 0));
    Photo now = keep(hashed("now", 1));

    laid = () -> Future.succeededFuture(7);
    assertThat(bits(now)).as("found").isEqualTo(7);
    laid = () -> Future.succeededFuture(47);
    assertThat(bits(now)).as("not near enough").isEqualTo(8 * 128);
    laid = () -> Future.failedFuture(new CameraBusyException(9));
    assertThat(bits(now)).as("nobody has time").isEqualTo(8 * 128);
    laid = () -> Promise.<Integer>promise().future();
    assertThat(bits(now)).as("a worker that hangs").isEqualTo(8 * 128);
    assertThat(bits(keep(photo("older", null)))).as("of the version before").isNull();
  }

  private Integer bits(Photo now) {
    return evidence(now, () -> Future.succeededFuture(new FaceMatch.Compared(1))).bitsFromSale();
  }

  /** A photo whose picture's hash has all bits set, or none. */
  private static Photo hashed(String id, int bit) {
    byte[] hash = new byte[128];
    Arrays.fill(hash, (byte) -bit);
    Photo photo = photo(id, null);
    return Photo.builder()
        .id(id)
        .storeId(photo.storeId())
        .laneId(photo.laneId())
        .source(photo.source())
        .capturedAt(photo.capturedAt())
        .sha256(photo.sha256())
        .quality(photo.quality())
        .verified(true)
        .detector(photo.detector())
        .detectorSha256(photo.detectorSha256())
        .liveness(photo.liveness())
        .pictureHash(Base64.getUrlEncoder().withoutPadding().encodeToString(hash))
        .innerHash(Base64.getUrlEncoder().withoutPadding().encodeToString(hash))
        .build();
  }

  private String reason(Photo now) {
    return evidence(now, () -> Future.succeededFuture(new FaceMatch.Compared(1))).notCompared();
  }

  private PhotoEvidence evidence(Photo now, Supplier<Future<FaceMatch>> worker) {
    FaceComparer faces =
        new FaceComparer() {
          @Override
          public boolean canMatch() {
            return true;
          }

          @Override
          public Future<FaceMatch> compare(byte[] one, byte[] other) {
            compared.incrementAndGet();
            return worker.get();
          }

          @Override
          public Future<Integer> bitsFrom(byte[] picture, String innerHash) {
            return laid.get();
          }
        };
    return await(new PhotoComparison(store.bus(), faces).evidence(now, SALE));
  }

  private Photo keep(Photo photo) {
    store.ask(Channels.PHOTO_KEEP, new StoredPhoto(photo, bytes(photo.id())));
    commit(FactKind.PHOTO, photo.id(), photo, List.of(), Indexes.PHOTOS);
    return photo;
  }

  private void commit(FactKind kind, String id, Record body, List<String> about, String index) {
    store.ask(
        Channels.COMMIT,
        Commit.of(Draft.of(kind, id, NOON, body).about(about).in(List.of(index)).build()));
  }

  private static Photo photo(String id, PhotoConsent consent) {
    return Photo.builder()
        .id(id)
        .storeId("store-a")
        .laneId("A-01")
        .source(SourceKind.UPLOAD)
        .capturedAt(NOON)
        .sha256(Sha256.hex(bytes(id)))
        .quality(80)
        .verified(true)
        .detector("d")
        .detectorSha256("s")
        .liveness(Liveness.UNDETERMINED)
        .consent(consent)
        .build();
  }

  private static byte[] bytes(String id) {
    return id.getBytes(StandardCharsets.UTF_8);
  }
}
