package io.tillwatch.edge.bus;

import io.tillwatch.edge.replication.model.StoreId;
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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The event bus as this project uses it: typed, and with a clear line between what stays in the
 * node and what goes to another store. Local messages are the record's instance; messages between
 * stores are signed frames ({@link WireFormat}).
 *
 * <p>Promises: an answer or a failed future, within the time-out. Between stores a message may be
 * lost, repeated or late; nothing is queued for a store that is away.
 */
public final class Bus {
  private static final Logger LOG = LoggerFactory.getLogger(Bus.class);
  private static final Duration LOCAL_TIMEOUT = Duration.ofSeconds(30);

  private final EventBus events;
  private final StoreId self;
  private final Seal seal;
  private final Map<String, Door> doors = new ConcurrentHashMap<>();
  private final LongAdder forged = new LongAdder();
  private volatile StoreTransport stores = overEventBus();

  /** One bus a node; registers its local codec, so only once for a Vertx. */
  public Bus(Vertx vertx, StoreId self, Seal seal) {
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

  /** Frames from other stores that were refused because their mac did not hold. */
  public long forgedFrames() {
    return forged.sum();
  }

  /** Asks an actor of this node. A failure keeps its type. */
  public <Q, A> Future<A> ask(Channel<Q, A> channel, Q question) {
    return events
        .<LocalReply>request(channel.address(), question, localOptions())
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
  public <T> boolean tell(Channel<T, Void> channel, StoreId to, T message) {
    return stores.tell(channel, to, message);
  }

  /** From now on other stores are asked by this way. */
  public void askStoresBy(StoreTransport way) {
    stores = way;
  }

  /** The way over the clustered event bus. */
  public StoreTransport overEventBus() {
    return new EventBusTransport();
  }

  /** The frame that asks this question, for a way of one's own. */
  public <Q> Buffer frame(Channel<Q, ?> channel, Q question) {
    return WireFormat.encode(seal, channel.address(), question);
  }

  /** Reads the frame that answers; throws ForgedFrameException, and counts it. */
  public <A> A answerIn(Channel<?, A> channel, Buffer frame) {
    return open(channel.address(), frame, channel.answer());
  }

  /** Answers a channel; completes when it does. */
  public <Q, A> Future<Void> answer(Channel<Q, A> channel, Function<Q, Future<A>> actor) {
    return channel.reach() == Channel.Reach.LOCAL
        ? answerLocally(channel, actor)
        : answerStores(channel, actor);
  }

  /** Tells everybody in this node who listens. */
  public <T> void publish(Topic<T> topic, T message) {
    events.publish(topic.address(), message, localOptions());
  }

  /** Hears what other stores tell; completes when it does. */
  public <T> Future<Void> hear(Channel<T, Void> channel, Consumer<T> actor) {
    String address = channel.address();
    return events
        .<Buffer>consumer(at(channel, self))
        .handler(
            message ->
                guarded(
                        bytes -> {
                          actor.accept(open(address, bytes, channel.question()));
                          return Future.succeededFuture();
                        },
                        message.body())
                    .onFailure(
                        why ->
                            LOG.atWarn()
                                .addKeyValue("address", address)
                                .addKeyValue("error", why.getMessage())
                                .log("what a store told is not used")))
        .completion();
  }

  /** Listens to a topic; completes when it does. */
  public <T> Future<Void> listen(Topic<T> topic, Consumer<T> actor) {
    return events
        .<T>localConsumer(topic.address())
        .handler(message -> actor.accept(message.body()))
        .completion();
  }

  /**
   * Hands a frame that came by another way than the event bus to the actor of that address.
   *
   * @return the answer's frame; fails with ForgedFrameException, or IllegalArgumentException for an
   *     address nobody answers
   */
  public Future<Buffer> deliver(String address, Buffer frame) {
    Door door = doors.get(address);
    return door == null
        ? Future.failedFuture(new IllegalArgumentException("no channel " + address))
        : door.knock(frame);
  }

  private <Q, A> Future<Void> answerLocally(Channel<Q, A> channel, Function<Q, Future<A>> actor) {
    return events
        .<Q>localConsumer(channel.address())
        .handler(
            message ->
                guarded(actor, message.body())
                    .onComplete(done -> message.reply(LocalReply.of(done), localOptions())))
        .completion();
  }

  private <Q, A> Future<Void> answerStores(Channel<Q, A> channel, Function<Q, Future<A>> actor) {
    String address = channel.address();
    Function<Buffer, Future<Buffer>> inside =
        frame ->
            guarded(bytes -> guarded(actor, open(address, bytes, channel.question())), frame)
                .map(answer -> WireFormat.encode(seal, address, answer));
    doors.put(address, new Door(Vertx.currentContext(), inside));
    return events
        .<Buffer>consumer(at(channel, self))
        .handler(message -> reply(message, inside.apply(message.body())))
        .completion();
  }

  private static void reply(Message<Buffer> message, Future<Buffer> answer) {
    answer.onSuccess(message::reply).onFailure(why -> message.fail(500, why.getMessage()));
  }

  private <T> T open(String address, Buffer frame, Class<T> type) {
    try {
      return WireFormat.decode(seal, address, frame, type);
    } catch (ForgedFrameException e) {
      forged.increment();
      throw e;
    }
  }

  private static <Q, A> Future<A> guarded(Function<Q, Future<A>> actor, Q question) {
    try {
      return actor.apply(question);
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  private static DeliveryOptions localOptions() {
    return new DeliveryOptions()
        .setLocalOnly(true)
        .setCodecName(LocalCodec.NAME)
        .setSendTimeout(LOCAL_TIMEOUT.toMillis());
  }

  private static String at(Channel<?, ?> channel, StoreId store) {
    return channel.address() + "." + store;
  }

  /** Where frames that came by another way get to the actor, on the actor's own event loop. */
  private record Door(Context home, Function<Buffer, Future<Buffer>> inside) {

    Future<Buffer> knock(Buffer frame) {
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

    @Override
    public String name() {
      return "bus";
    }

    @Override
    public <Q, A> Future<A> ask(Channel<Q, A> channel, StoreId to, Q question, Duration timeout) {
      DeliveryOptions options = new DeliveryOptions().setSendTimeout(timeout.toMillis());
      return events
          .<Buffer>request(at(channel, to), frame(channel, question), options)
          .map(reply -> answerIn(channel, reply.body()));
    }

    @Override
    public <T> boolean tell(Channel<T, Void> channel, StoreId to, T message) {
      events.send(at(channel, to), frame(channel, message));
      return true;
    }
  }
}
