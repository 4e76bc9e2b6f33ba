package io.tillwatch.edge.web;

import static io.tillwatch.edge.support.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.core.photos.PhotoBytes;
import io.tillwatch.edge.bus.FrameExchange;
import io.tillwatch.edge.bus.FrameTransport;
import io.tillwatch.edge.bus.StoreChannels;
import io.tillwatch.edge.bus.UnknownSessionException;
import io.tillwatch.edge.support.TestSeal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of frames that are looked at before they are read: those above 256 KiB. */
class LongFramesIT {
  private static final StoreId A = new StoreId("store-a");
  private static final String SHA = "0".repeat(64);
  private static final byte[] PHOTO = new byte[1 << 20];
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final int LONG = 1 << 20;
  private static final int BEGINNING = 2 << 10;

  private final Vertx vertx = Vertx.vertx();
  private final List<WebStore> runs = new ArrayList<>();
  private Path dir;
  private WebStore store;
  private OverHttp way;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    dir = folder;
    store = run();
    way = new OverHttp();
    way.to = store;
  }

  @AfterEach
  void stop() {
    runs.forEach(WebStore::close);
    await(vertx.close());
  }

  @Test
  void takesThoseOfAPeerWithALengthAndWithout() {
    FrameExchange peer = peer("shared");

    assertThat(ask(peer).bytes()).hasSize(PHOTO.length);
    way.chunked = true;
    assertThat(ask(peer).bytes()).hasSize(PHOTO.length);
    assertThat(way.longest.length()).isGreaterThan(LONG);
    assertThat(refused(store)).isZero();
  }

  @Test
  void refusesThoseOfAStrangerByTheirBeginning() throws IOException {
    assertThat(statusOf(new byte[BEGINNING])).isEqualTo(403);
    assertThat(refused(store, "forged")).isEqualTo(1);
    byte[] old = new byte[BEGINNING];
    old[0] = 1;
    assertThat(statusOf(old)).isEqualTo(403);
    assertThat(refused(store, "old_form")).isEqualTo(1);
  }

  @Test
  void refusesOneThatBeginsLikeAPeersButThatNoMemberMade() throws IOException {
    ask(peer("shared"));
    Buffer changed = way.longest.copy();
    changed.setByte(changed.length() - 1, (byte) 0);

    assertThat(await(way.post(changed).map(HttpClientResponse::statusCode))).isEqualTo(403);
    assertThat(refused(store, "forged")).isEqualTo(1);
  }

  @Test
  void asksThoseOfAnotherSessionToAgreeByTheirBeginningAndTakesThemThen() throws IOException {
    FrameExchange peer = peer("shared");
    ask(peer);
    Buffer ofRunBefore = way.longest;
    WebStore restarted = run();
    way.to = restarted;

    assertThat(statusOf(ofRunBefore.getBytes(0, BEGINNING))).isEqualTo(409);
    assertThat(refused(restarted, "not_agreed")).isEqualTo(1);

    // a peer that sends all of it hears the 409 too, agrees and asks again
    assertThat(ask(peer).bytes()).hasSize(PHOTO.length);
    assertThat(refused(restarted, "not_agreed")).isEqualTo(2);
    assertThat(refused(restarted)).isEqualTo(2);
  }

  @Test
  void takesNoneTwice() {
    ask(peer("shared"));

    assertThat(await(way.post(way.longest).map(HttpClientResponse::statusCode))).isEqualTo(403);
    assertThat(refused(store, "repeated")).isEqualTo(1);
  }

  @Test
  void givesNoSessionToWhoHasAnotherKey() {
    FrameExchange stranger = peer("another");

    assertThatThrownBy(() -> ask(stranger)).hasMessageContaining("403");
  }

  /** A run of store A, which gives back what it is asked for. */
  private WebStore run() throws IOException {
    WebStore made = new WebStore(A.value(), dir.resolve("run-" + runs.size()));
    runs.add(made);
    await(made.store().bus().answerHandshakes());
    await(made.store().bus().handle(StoreChannels.PHOTO_BYTES, Future::succeededFuture));
    return made;
  }

  private static FrameExchange peer(String key) {
    return new FrameExchange(new StoreId("store-b"), new TestSeal(key), false);
  }

  private PhotoBytes ask(FrameExchange peer) {
    return await(
        peer.ask(way, StoreChannels.PHOTO_BYTES, A, new PhotoBytes(SHA, PHOTO, null), PATIENCE));
  }

  /** The answer to a long frame of which no more than this is ever sent. */
  private int statusOf(byte[] beginning) throws IOException {
    try (RawHttp line = new RawHttp(way.to.anonymous().base())) {
      line.send(
          "POST /cluster/v1/photos.bytes HTTP/1.1\r\nHost: x\r\n"
              + "Content-Type: application/octet-stream\r\nContent-Length: "
              + LONG
              + "\r\n\r\n");
      return line.send(beginning).status();
    }
  }

  private static long refused(WebStore at, String reason) {
    return at.store().bus().frameFigures().refused().get(reason);
  }

  private static long refused(WebStore at) {
    return at.store().bus().frameFigures().refused().values().stream()
        .mapToLong(Long::longValue)
        .sum();
  }

  /** As nodes send frames by HTTP; keeps the longest. */
  private final class OverHttp implements FrameTransport {
    private final HttpClient client = vertx.createHttpClient();
    private WebStore to;
    private boolean chunked;
    private Buffer longest = Buffer.buffer();

    @Override
    public String name() {
      return "http";
    }

    @Override
    public Future<Buffer> carry(String address, StoreId store, Buffer frame, Duration timeout) {
      longest = frame.length() > longest.length() ? frame : longest;
      return post(address, frame)
          .compose(
              answer ->
                  switch (answer.statusCode()) {
                    case 200 -> answer.body();
                    case 409 -> Future.failedFuture(new UnknownSessionException("409"));
                    default -> Future.failedFuture("answered with " + answer.statusCode());
                  });
    }

    Future<HttpClientResponse> post(Buffer frame) {
      return post(StoreChannels.PHOTO_BYTES.address(), frame);
    }

    private Future<HttpClientResponse> post(String address, Buffer frame) {
      RequestOptions options =
          new RequestOptions()
              .setMethod(HttpMethod.POST)
              .setAbsoluteURI(to.anonymous().base() + "/cluster/v1/" + address)
              .putHeader("Content-Type", "application/octet-stream");
      return client
          .request(options)
          .compose(
              request -> {
                if (!chunked) {
                  return request.send(frame);
                }
                request.setChunked(true).write(frame);
                return request.end().compose(sent -> request.response());
              });
    }
  }
}
