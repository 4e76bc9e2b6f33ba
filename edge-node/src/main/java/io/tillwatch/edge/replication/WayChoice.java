package io.tillwatch.edge.replication;

import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.edge.bus.Channel;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.bus.RefusedFrameException;
import io.tillwatch.edge.bus.StoreTransport;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Takes whichever way to a store is whole: the bus while its heartbeats are answered, HTTP as soon
 * as they are not, the bus again once it has proved itself. While the bus is unwell heartbeats go
 * both ways, and the first answer counts. Used by several event loops at once.
 */
final class WayChoice implements StoreTransport {
  private final StoreTransport bus;
  private final HttpTransport http;
  private final Map<StoreId, Ways> ways = new ConcurrentHashMap<>();

  WayChoice(StoreTransport bus, HttpTransport http) {
    this.bus = bus;
    this.http = http;
  }

  @Override
  public String name() {
    return "any";
  }

  /** The way to that store that is in use, or {@code none}. */
  String wayTo(StoreId store) {
    return ways(store).inUse();
  }

  /** Answers in that store's name that were refused. */
  long forgedBy(StoreId store) {
    return ways(store).forged();
  }

  @Override
  public <Q, A> Future<A> ask(Channel<Q, A> channel, StoreId to, Q question, Duration timeout) {
    Ways known = ways(to);
    if (channel.equals(Channels.HEARTBEAT)) {
      return beat(known, channel, to, question, timeout);
    }
    return known.usesHttp()
        ? byHttp(known, channel, to, question, timeout)
        : byBus(known, channel, to, question, timeout);
  }

  @Override
  public <T> boolean tell(Channel<T, Void> channel, StoreId to, T message) {
    return !ways(to).usesHttp() && bus.tell(channel, to, message);
  }

  private <Q, A> Future<A> beat(
      Ways known, Channel<Q, A> channel, StoreId to, Q question, Duration timeout) {
    boolean both = known.startsBeat() && http.reaches(to);
    Future<A> overBus = byBus(known, channel, to, question, timeout);
    if (!both) {
      return overBus;
    }
    Future<A> overHttp = byHttp(known, channel, to, question, timeout);
    return Future.any(overBus, overHttp)
        .map(any -> any.succeeded(0) ? overBus.result() : overHttp.result());
  }

  private <Q, A> Future<A> byBus(
      Ways known, Channel<Q, A> channel, StoreId to, Q question, Duration timeout) {
    boolean beat = channel.equals(Channels.HEARTBEAT);
    return bus.ask(channel, to, question, timeout)
        .onComplete(
            answer -> {
              if (beat) {
                known.busBeat(Ways.works(answer));
              } else if (!Ways.works(answer)) {
                known.busFailed();
              }
            })
        .onFailure(why -> countForged(known, why));
  }

  private <Q, A> Future<A> byHttp(
      Ways known, Channel<Q, A> channel, StoreId to, Q question, Duration timeout) {
    return http.ask(channel, to, question, timeout)
        .onComplete(answer -> known.http(Ways.works(answer)))
        .onFailure(why -> countForged(known, why));
  }

  private static void countForged(Ways known, Throwable why) {
    if (why instanceof RefusedFrameException) {
      known.forgedAnswer();
    }
  }

  private Ways ways(StoreId store) {
    return ways.computeIfAbsent(store, any -> new Ways(System::nanoTime));
  }
}
