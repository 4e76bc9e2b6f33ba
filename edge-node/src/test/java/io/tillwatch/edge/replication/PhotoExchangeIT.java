package io.tillwatch.edge.replication;

import static io.tillwatch.edge.support.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.camera.Liveness;
import io.tillwatch.core.camera.SourceKind;
import io.tillwatch.core.facts.FactKind;
import io.tillwatch.core.ledger.Commit;
import io.tillwatch.core.ledger.Draft;
import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.core.photos.Erasure;
import io.tillwatch.core.photos.Photo;
import io.tillwatch.core.photos.PhotoBytes;
import io.tillwatch.core.photos.StoredPhoto;
import io.tillwatch.core.replication.protocol.PeerState;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.bus.StoreChannels;
import io.tillwatch.edge.photos.PhotoExchange;
import io.tillwatch.edge.redis.RedisLink;
import io.tillwatch.edge.support.Await;
import io.tillwatch.edge.support.Ports;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A store that knows another one's photos and asks for their bytes, with a real ledger. */
@Timeout(120)
class PhotoExchangeIT {
  private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Duration KEPT = Duration.ofDays(3650);
  private static final int MORE_THAN_A_PAGE = 620;

  private static final Map<String, byte[]> CONTENT = new ConcurrentHashMap<>();

  @TempDir private Path dir;
  private final Set<String> asked = ConcurrentHashMap.newKeySet();
  private ReplicaStore store;
  private ReplicaStore peer;

  @BeforeEach
  void start() throws IOException {
    int first = Ports.free();
    int second = Ports.free();
    List<String> stores = List.of("store-a", "store-b");
    store = new ReplicaStore("store-a", dir, stores, first, second).start();
    peer = new ReplicaStore("store-b", dir, stores, second, first).start();
    Await.until(
        "they hear each other", SOON, () -> store.peer("store-b").state() == PeerState.CONNECTED);
  }

  @AfterEach
  void stop() {
    store.close();
    peer.close();
  }

  @Test
  void aPictureThatIsErasedWhileItsBytesAreOnTheirWayIsForgotten() {
    Photo first = photo("first");
    Photo erased = photo("erased");
    Photo last = photo("last");
    List.of(first, erased, last).forEach(this::commit);
    answerWith(
        question ->
            question.sha256().equals(erased.sha256())
                ? store.bus().ask(Channels.COMMIT, Commit.of(erasureOf(erased))).mapEmpty()
                : Future.succeededFuture());

    exchange();

    // they are fetched one after the other: with those around it, it is done with
    Await.until("the others are here", SOON, () -> isHere(first) && isHere(last));
    assertThat(asked).contains(erased.sha256());
    assertThat(isHere(erased)).isFalse();
  }

  @Test
  void oldPicturesAreAskedForAgainAsWell() {
    List<Photo> photos =
        IntStream.range(0, MORE_THAN_A_PAGE).mapToObj(i -> photo("p-" + i)).toList();
    await(
        Future.all(
            photos.stream()
                .map(photo -> store.bus().ask(Channels.COMMIT, Commit.of(draft(photo))))
                .toList()));
    answerWith(asked -> Future.succeededFuture());

    exchange();

    Await.until(
        "the oldest is here",
        Duration.ofSeconds(60),
        Duration.ofMillis(50),
        () -> isHere(photos.get(0)));
    Await.until(
        "all are here", SOON, Duration.ofMillis(50), () -> photos.stream().allMatch(this::isHere));
  }

  @Test
  void whatTheVersionBeforeLeftIsEncryptedAndThenRemoved() {
    // Given a picture of this store's as that version left it
    Photo own = photo("own", "store-a");
    RedisLink redis = store.link();
    String plain = "{tw}:blob:" + own.sha256();
    Buffer jpeg = Buffer.buffer(bytes(own.sha256()));
    await(redis.send(Request.cmd(Command.SET).arg(plain).arg(jpeg)));
    commit(own);

    exchange();

    // Then it is readable at once, and soon by its key alone
    assertThat(isHere(own)).isTrue();
    Await.until(
        "the plain bytes are gone",
        SOON,
        () -> await(redis.send(Request.cmd(Command.EXISTS).arg(plain))).toInteger() == 0);
    assertThat(store.ask(Channels.PHOTO_READ, new StoredPhoto(own, null)).jpeg())
        .isEqualTo(bytes(own.sha256()));
    assertThat(
            await(redis.send(Request.cmd(Command.HVALS).arg("{tw}:photo:" + own.sha256())))
                .get(0)
                .toBuffer()
                .toString(StandardCharsets.ISO_8859_1))
        .doesNotContain("picture");
    await(redis.close());
  }

  private void answerWith(Function<PhotoBytes, Future<Void>> meanwhile) {
    await(
        peer.bus()
            .handle(
                StoreChannels.PHOTO_BYTES,
                question -> {
                  asked.add(question.sha256());
                  return meanwhile
                      .apply(question)
                      .map(done -> question.with(bytes(question.sha256())));
                }));
  }

  private void exchange() {
    Path keys = dir.resolve("photo-keys");
    await(
        store
            .vertx()
            .deployVerticle(
                new PhotoExchange(
                    store.bus(), InstantSource.system(), keys, dir.resolve("photos.key"), KEPT)));
  }

  private boolean isHere(Photo photo) {
    return store.ask(Channels.PHOTO_READ, new StoredPhoto(photo, null)).jpeg() != null;
  }

  private void commit(Photo photo) {
    store.ask(Channels.COMMIT, Commit.of(draft(photo)));
  }

  private static Draft draft(Photo photo) {
    return Draft.of(FactKind.PHOTO, photo.id(), photo.capturedAt(), photo)
        .in(List.of(Indexes.PHOTOS))
        .build();
  }

  private static Draft erasureOf(Photo photo) {
    Erasure erasure =
        new Erasure("erasure-1", NOON, "store-a", "CU-1", List.of(photo.id()), "reviewer-1");
    return Draft.of(FactKind.ERASURE, erasure.id(), NOON, erasure)
        .about(erasure.photoIds())
        .in(List.of(Indexes.AUDIT))
        .build();
  }

  private static Photo photo(String id) {
    return photo(id, "store-b");
  }

  private static Photo photo(String id, String takenIn) {
    String sha256 = sha256(content(id));
    CONTENT.put(sha256, content(id));
    int number = CONTENT.size();
    return Photo.builder()
        .id(id)
        .storeId(takenIn)
        .source(SourceKind.UPLOAD)
        .capturedAt(NOON.plusSeconds(number))
        .sha256(sha256)
        .issues(List.of("NO_FACE"))
        .detector("none")
        .detectorSha256("")
        .liveness(Liveness.UNDETERMINED)
        .build();
  }

  private static byte[] content(String id) {
    return ("picture " + id).getBytes(StandardCharsets.UTF_8);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] bytes(String sha256) {
    return CONTENT.get(sha256);
  }
}
