package io.tillwatch.edge.photos;

import static io.tillwatch.edge.support.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.camera.Liveness;
import io.tillwatch.core.camera.SourceKind;
import io.tillwatch.core.facts.FactKind;
import io.tillwatch.core.ledger.Commit;
import io.tillwatch.core.ledger.Draft;
import io.tillwatch.core.ledger.FileRewrite;
import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.core.oplog.Sha256;
import io.tillwatch.core.photos.Erasure;
import io.tillwatch.core.photos.Photo;
import io.tillwatch.core.photos.StoredPhoto;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.redis.RedisLink;
import io.tillwatch.edge.support.Await;
import io.tillwatch.edge.support.FileSearch;
import io.tillwatch.edge.support.TestStore;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is left of deleted photos in the files of one store's Redis, and of its keys. */
@Timeout(120)
class FilePurgeIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Duration KEPT = Duration.ofDays(91);
  private static final int LARGE = 2_000_000;

  @TempDir private Path dir;
  private TestStore store;

  @BeforeEach
  void open() throws IOException {
    store = new TestStore("store-a", dir, "shared");
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void aDeletionThatComesWhileTheFileIsWrittenAnewGetsTheNextRewrite() {
    // Given bytes as the version before left them, large enough for a rewrite to take its time
    byte[] first = noise(1);
    byte[] second = noise(2);
    RedisLink redis = store.link();
    set(redis, "{tw}:blob:1", first);
    set(redis, "{tw}:blob:2", second);
    for (int i = 3; i < 20; i++) {
      set(redis, "{tw}:blob:" + i, noise(i));
    }
    assertThat(filesWith(first)).isNotEmpty();
    assertThat(filesWith(second)).isNotEmpty();

    // When one is deleted, and the other while Redis writes without the first
    delete(redis, "{tw}:blob:1");
    FileRewrite one = store.ask(Channels.REWRITE_FILE, FileRewrite.WANTED);
    Await.until(
        "the first rewrite is under way, or over",
        SOON,
        () ->
            info(redis).contains("aof_rewrite_in_progress:1")
                || store.ask(Channels.REWRITE_FILE, one).done());
    delete(redis, "{tw}:blob:2");
    FileRewrite other = store.ask(Channels.REWRITE_FILE, FileRewrite.WANTED);

    // Then what is said to be done is done
    Await.until("the second is done", SOON, () -> store.ask(Channels.REWRITE_FILE, other).done());
    assertThat(filesWith(first)).isEmpty();
    assertThat(filesWith(second)).isEmpty();
    await(redis.close());
  }

  @Test
  void twoErasuresAtOnceLeaveNothing() {
    start(InstantSource.system());
    Photo one = keep("ph_one");
    Photo other = keep("ph_other");
    Photo kept = keep("ph_kept");
    assertThat(filesWith(name(one))).isNotEmpty();

    await(Future.all(erase(one), erase(other)));

    Await.until(
        "no file has them",
        SOON,
        () -> filesWith(name(one)).isEmpty() && filesWith(name(other)).isEmpty());
    Await.until(
        "nothing is left to do", SOON, () -> !Files.exists(dir.resolve("keys/rewrite-wanted")));
    assertThat(store.ask(Channels.PHOTO_READ, new StoredPhoto(kept, null)).jpeg())
        .isEqualTo(bytes("ph_kept"));
  }

  @Test
  void aNodeThatEndedBetweenDeletingAndWritingWritesWhenItStarts() throws IOException {
    // Given a deletion whose rewrite was noted and never done
    byte[] left = noise(1);
    RedisLink redis = store.link();
    set(redis, "{tw}:blob:1", left);
    delete(redis, "{tw}:blob:1");
    Files.createDirectories(dir.resolve("keys"));
    Files.createFile(dir.resolve("keys/rewrite-wanted"));
    assertThat(filesWith(left)).isNotEmpty();

    start(InstantSource.system());

    Await.until("it is gone", SOON, () -> filesWith(left).isEmpty());
    Await.until("the note too", SOON, () -> !Files.exists(dir.resolve("keys/rewrite-wanted")));
    await(redis.close());
  }

  @Test
  void aPictureWhoseRecordWasNeverCommittedGoesAtOnceOrTwoDaysLater() {
    // Given one that is taken back, and one whose node ended before its record
    start(InstantSource.system());
    Photo takenBack = photo("ph_back");
    Photo lost = photo("ph_lost");
    store.ask(Channels.PHOTO_KEEP, new StoredPhoto(takenBack, bytes("ph_back")));
    store.ask(Channels.PHOTO_KEEP, new StoredPhoto(lost, bytes("ph_lost")));
    Photo kept = keep("ph_kept");

    store.ask(Channels.PHOTO_DROP, new StoredPhoto(takenBack, null));
    assertThat(isInRedis(takenBack)).isFalse();
    assertThat(FileSearch.in(dir.resolve("keys"), FileSearch.text("ph_back"))).isEmpty();

    // When the store starts two days later
    start(InstantSource.offset(InstantSource.system(), Duration.ofDays(2)));

    Await.until("the lost one is gone", SOON, () -> !isInRedis(lost));
    Await.until(
        "and its key",
        SOON,
        () -> FileSearch.in(dir.resolve("keys"), FileSearch.text("ph_lost")).isEmpty());
    Await.until("out of the files, too", SOON, () -> filesWith(name(lost)).isEmpty());
    assertThat(kept.id()).isNotEmpty();
  }

  @Test
  void whatADatabaseSharesIsReadByItsOwnStore() {
    // Given the same picture in two stores that share a database, the other one's first
    Photo own = photo("ph_own");
    RedisLink redis = store.link();
    await(
        redis.send(
            Request.cmd(Command.HSET)
                .arg("{tw}:photo:" + own.sha256())
                .arg("ph_other@store-z")
                .arg(Buffer.buffer(noise(1)))));
    PhotoVault vault =
        new PhotoVault(
            store.vertx(),
            store.bus(),
            new PhotoKeys(dir.resolve("keys"), MasterKeys.open(dir.resolve("photos.key"))),
            InstantSource.system());
    await(vault.put(own, bytes("ph_own")));

    // When the version before asks, which names no photo
    byte[] found = await(vault.getAny(own.sha256()));

    assertThat(found).isEqualTo(bytes("ph_own"));
    await(redis.close());
  }

  @Test
  void aCopyOfKeysThatACrashLeftIsRemoved() throws IOException {
    Files.createDirectories(dir.resolve("keys"));
    Files.writeString(dir.resolve("keys/.2026-05-04.Ab12"), "ph_1 12345678 wrapped\n");

    start(InstantSource.system());

    assertThat(dir.resolve("keys/.2026-05-04.Ab12")).doesNotExist();
  }

  private void start(InstantSource clock) {
    await(
        store
            .vertx()
            .deployVerticle(
                new PhotoExchange(
                    store.bus(), clock, dir.resolve("keys"), dir.resolve("photos.key"), KEPT)));
  }

  private Photo keep(String id) {
    Photo photo = photo(id);
    store.ask(Channels.PHOTO_KEEP, new StoredPhoto(photo, bytes(id)));
    commit(FactKind.PHOTO, id, photo, List.of(), Indexes.PHOTOS);
    return photo;
  }

  private Future<?> erase(Photo photo) {
    Erasure erasure =
        new Erasure(
            "er_" + photo.id(), Instant.now(), "store-b", "CU-1", List.of(photo.id()), "admin");
    return store
        .bus()
        .ask(
            Channels.COMMIT,
            Commit.of(draft(FactKind.ERASURE, erasure.id(), erasure, erasure.photoIds())));
  }

  private void commit(FactKind kind, String id, Record body, List<String> about, String index) {
    store.ask(
        Channels.COMMIT,
        Commit.of(Draft.of(kind, id, Instant.now(), body).about(about).in(List.of(index)).build()));
  }

  private static Draft draft(FactKind kind, String id, Record body, List<String> about) {
    return Draft.of(kind, id, Instant.now(), body).about(about).in(List.of(Indexes.AUDIT)).build();
  }

  private boolean isInRedis(Photo photo) {
    RedisLink redis = store.link();
    int there =
        await(
                redis.send(
                    Request.cmd(Command.HEXISTS)
                        .arg("{tw}:photo:" + photo.sha256())
                        .arg(photo.id() + "@store-a")))
            .toInteger();
    await(redis.close());
    return there == 1;
  }

  /** What stands beside encrypted bytes in Redis's file, and nowhere else. */
  private static byte[] name(Photo photo) {
    return FileSearch.text(photo.id() + "@");
  }

  private List<Path> filesWith(byte[] bytes) {
    return FileSearch.in(dir, bytes.length > 64 ? FileSearch.slices(bytes) : new byte[][] {bytes});
  }

  private static Photo photo(String id) {
    return Photo.builder()
        .id(id)
        .storeId("store-a")
        .laneId("A-01")
        .source(SourceKind.UPLOAD)
        .capturedAt(Instant.now())
        .sha256(Sha256.hex(bytes(id)))
        .issues(List.of("NO_FACE"))
        .detector("none")
        .detectorSha256("")
        .liveness(Liveness.UNDETERMINED)
        .build();
  }

  private static byte[] bytes(String id) {
    byte[] content = new byte[5000];
    new Random(id.hashCode()).nextBytes(content);
    return content;
  }

  private static byte[] noise(int seed) {
    byte[] content = new byte[LARGE];
    new Random(seed).nextBytes(content);
    return content;
  }

  private static void set(RedisLink redis, String key, byte[] value) {
    await(redis.send(Request.cmd(Command.SET).arg(key).arg(Buffer.buffer(value))));
  }

  private static void delete(RedisLink redis, String key) {
    await(redis.send(Request.cmd(Command.DEL).arg(key)));
  }

  private static String info(RedisLink redis) {
    return await(redis.send(Request.cmd(Command.INFO).arg("persistence"))).toString();
  }
}
