package io.tillwatch.edge.bus;

import io.tillwatch.core.oplog.Seal;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.core.replication.FrameFigures;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The event bus as this project uses it: typed, and with a clear line between what stays in the
 * node and what goes to another store. Local messages are the record's instance; messages between
 * stores are signed frames ({@link LegacyFrameFormat}).
 *
 * <p>Promises: an answer or a failed future, within the time-out. Between stores a message may be
 * lost, repeated or late; nothing is queued for a store that is away.
 */
public final class Bus {
  private static final Logger LOG = LoggerFactory.getLogger(Bus.class);
  private static final Duration LOCAL_TIMEOUT = Duration.ofSeconds(30);

  /** Only ever read: each sale asks and tells some ten times. */
  private static final DeliveryOptions LOCAL =
      new DeliveryOptions()
          .setLocalOnly(true)
          .setCodecName(LocalCodec.NAME)
          .setSendTimeout(LOCAL_TIMEOUT.toMillis());

  /** Longer frames are not opened on an event loop. */
  private static final int LONG_FRAME = 256 << 10;

  private final Vertx vertx;
  private final EventBus events;
  private final StoreId self;
  private final Seal seal;
  private final FrameExchange frames;
  private final Map<String, InboundEndpoint> endpoints = new ConcurrentHashMap<>();
  private volatile StoreTransport stores = overEventBus();

  /**
   * One bus a node; registers its local codec, so only once for a Vertx.
   *
   * @param acceptOldFrames whether stores of the version before are spoken to, too: for a rolling
   *     upgrade
   */
  public Bus(Vertx vertx, StoreId self, Seal seal, boolean acceptOldFrames) {
    this.frames = new FrameExchange(self, seal, acceptOldFrames);
    this.vertx = vertx;
    this.events = vertx.eventBus();
    this.self = self;
    this.seal = seal;
    events.registerCodec(new LocalCodec());
  }

  /** The store this bus belongs to. */
  public StoreId self() {
    return self;
  }

  /** What stores sign their messages with. */
  public Seal seal() {
    return seal;
  }

  /** Random, new at each start: what other stores know this run of the node by. */
  public UUID run() {
    return frames.run();
  }

  /** What became of frames that other stores sent, or somebody in their names. */
  public FrameFigures frameFigures() {
    LegacyFrames old = frames.legacyFrames();
    return new FrameFigures(
        frames.refused().byReason(),
        old.isAccepted(),
        old.taken(),
        old.stores().stream().map(StoreId::value).toList());
  }

  /** Asks an actor of this node. A failure keeps its type. */
  public <Q, A> Future<A> ask(Channel<Q, A> channel, Q question) {
    return events
        .<LocalReply>request(channel.address(), question, LOCAL)
        .compose(reply -> reply.body().as(channel.answer()));
  }

  /** Asks the actor of another store that answers this channel, by the way that is in use. */
  public <Q, A> Future<A> ask(Channel<Q, A> channel, StoreId to, Q question, Duration timeout) {
    return stores.ask(channel, to, question, timeout);
  }

  /**
   * Tells the actor of another store something; it may be lost, and nobody answers.
   *
   * @return false where the way in use cannot do that: nothing was sent
   */
  public <T> boolean send(Channel<T, Void> channel, StoreId to, T message) {
    return stores.send(channel, to, message);
  }

  /** From now on other stores are asked by this way. */
  public void askStoresBy(StoreTransport way) {
    stores = way;
  }

  /** The way over the clustered event bus. */
  public StoreTransport overEventBus() {
    return new EventBusTransport();
  }

  /** Asks another store by a way of one's own. */
  public <Q, A> Future<A> ask(
      FrameTransport transport, Channel<Q, A> channel, StoreId to, Q question, Duration timeout) {
    return frames.ask(transport, channel, to, question, timeout);
  }

  /**
   * From now on other stores get sessions of this run, and so may ask; completes when they do. An
   * actor that answers them before that is not reached.
   */
  public Future<Void> answerHandshakes() {
    return frames(
        Handshake.ADDRESS,
        hello -> guarded(bytes -> Future.succeededFuture(frames.welcome(bytes)), hello));
  }

  /** Answers a channel; completes when it does. */
  public <Q, A> Future<Void> handle(Channel<Q, A> channel, Function<Q, Future<A>> actor) {
    return channel.reach() == Channel.Reach.LOCAL
        ? handleLocally(channel, actor)
        : handleForStores(channel, actor);
  }

  /** Tells everybody in this node who listens. */
  public <T> void publish(Topic<T> topic, T message) {
    events.publish(topic.address(), message, LOCAL);
  }

  /** Hears what other stores tell; completes when it does. */
  public <T> Future<Void> onMessage(Channel<T, Void> channel, Consumer<T> actor) {
    return events
        .<Buffer>consumer(at(channel.address(), self))
        .handler(message -> onMessage(channel, message.body(), actor))
        .completion();
  }

  private <T> void onMessage(Channel<T, Void> channel, Buffer frame, Consumer<T> actor) {
    try {
      actor.accept(frames.open(channel, frame).question());
    } catch (RuntimeException e) {
      LOG.atWarn()
          .addKeyValue("address", channel.address())
          .addKeyValue("error", e.getMessage())
          .log("what a store told is not used");
    }
  }

  /** Listens to a topic; completes when it does. */
  public <T> Future<Void> subscribe(Topic<T> topic, Consumer<T> actor) {
    return events
        .<T>localConsumer(topic.address())
        .handler(message -> actor.accept(message.body()))
        .completion();
  }

  /** Whether an actor of this node answers frames for that address. */
  public boolean isAnswered(String address) {
    return endpoints.containsKey(address);
  }

  /** How much of a frame {@link #checkHeader} wants to see. */
  public static int headerCheckBytes() {
    return FrameHeaderCheck.BYTES;
  }

  /**
   * Looks at the beginning of a long frame before the rest is read; throws RefusedFrameException
   * where it cannot count, whatever the rest is.
   */
  public void checkHeader(Buffer beginning) {
    frames.checkHeader(beginning);
  }

  /**
   * Hands a frame that came by another way than the event bus to the actor of that address.
   *
   * @return the answer's frame; fails with RefusedFrameException, or IllegalArgumentException for
   *     an address nobody answers
   */
  public Future<Buffer> deliver(String address, Buffer frame) {
    InboundEndpoint inboundEndpoint = endpoints.get(address);
    return inboundEndpoint == null
        ? Future.failedFuture(new IllegalArgumentException("no channel " + address))
        : inboundEndpoint.deliver(frame);
  }

  private <Q, A> Future<Void> handleLocally(Channel<Q, A> channel, Function<Q, Future<A>> actor) {
    return events
        .<Q>localConsumer(channel.address())
        .handler(
            message ->
                guarded(actor, message.body())
                    .onComplete(done -> message.reply(LocalReply.of(done), LOCAL)))
        .completion();
  }

  private <Q, A> Future<Void> handleForStores(Channel<Q, A> channel, Function<Q, Future<A>> actor) {
    return frames(
        channel.address(), frame -> guarded(bytes -> answered(channel, bytes, actor), frame));
  }

  private <Q, A> Future<Buffer> answered(
      Channel<Q, A> channel, Buffer frame, Function<Q, Future<A>> actor) {
    if (frame == null || frame.length() <= LONG_FRAME) {
      return answered(frames.open(channel, frame), actor);
    }
    // the mac of a long frame takes as long as many sales
    return vertx
        .executeBlocking(() -> frames.open(channel, frame), false)
        .compose(asked -> answered(asked, actor));
  }

  private static <Q, A> Future<Buffer> answered(
      FrameExchange.Asked<Q> asked, Function<Q, Future<A>> actor) {
    return guarded(actor, asked.question()).map(asked.answer()::apply);
  }

  /** Frames to that address come here, whatever way they take. */
  private Future<Void> frames(String address, Function<Buffer, Future<Buffer>> inside) {
    endpoints.put(address, new InboundEndpoint(Vertx.currentContext(), inside));
    return events
        .<Buffer>consumer(at(address, self))
        .handler(message -> reply(message, inside.apply(message.body())))
        .completion();
  }

  private static void reply(Message<Buffer> message, Future<Buffer> answer) {
    answer
        .onSuccess(message::reply)
        .onFailure(why -> message.fail(EventBusFrameTransport.codeOf(why), why.getMessage()));
  }

  private static <Q, A> Future<A> guarded(Function<Q, Future<A>> actor, Q question) {
    try {
      return actor.apply(question);
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  private static String at(String address, StoreId store) {
    return EventBusFrameTransport.at(address, store);
  }

  /** Where frames that came by another way get to the actor, on the actor's own event loop. */
  private record InboundEndpoint(Context home, Function<Buffer, Future<Buffer>> inside) {

    Future<Buffer> deliver(Buffer frame) {
      Context visitor = Vertx.currentContext();
      if (home == null || home == visitor) {
        return inside.apply(frame);
      }
      Promise<Buffer> answer = Promise.promise();
      home.runOnContext(
          turn -> inside.apply(frame).onComplete(done -> handOver(visitor, done, answer)));
      return answer.future();
    }

    private static void handOver(
        Context visitor, AsyncResult<Buffer> done, Promise<Buffer> answer) {
      if (visitor == null) {
        answer.handle(done);
      } else {
        visitor.runOnContext(turn -> answer.handle(done));
      }
    }
  }

  private final class EventBusTransport implements StoreTransport {
    private final FrameTransport transport = new EventBusFrameTransport(events);

    @Override
    public <Q, A> Future<A> ask(Channel<Q, A> channel, StoreId to, Q question, Duration timeout) {
      return frames.ask(transport, channel, to, question, timeout);
    }

    @Override
    public <T> boolean send(Channel<T, Void> channel, StoreId to, T message) {
      Buffer frame = frames.oneWay(channel, to, message);
      if (frame != null) {
        events.send(at(channel.address(), to), frame);
      }
      return frame != null;
    }
  }
}
