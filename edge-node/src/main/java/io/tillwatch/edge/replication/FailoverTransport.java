package io.tillwatch.edge.replication;

import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.edge.bus.Channel;
import io.tillwatch.edge.bus.RefusedFrameException;
import io.tillwatch.edge.bus.StoreChannels;
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
final class FailoverTransport implements StoreTransport {
  private final StoreTransport bus;
  private final HttpTransport http;
  private final Map<StoreId, TransportHealth> ways = new ConcurrentHashMap<>();

  FailoverTransport(StoreTransport bus, HttpTransport http) {
    this.bus = bus;
    this.http = http;
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
    TransportHealth health = ways(to);
    if (channel.equals(StoreChannels.HEARTBEAT)) {
      return beat(health, channel, to, question, timeout);
    }
    return health.usesHttp()
        ? byHttp(health, channel, to, question, timeout)
        : byBus(health, channel, to, question, timeout);
  }

  @Override
  public <T> boolean send(Channel<T, Void> channel, StoreId to, T message) {
    return !ways(to).usesHttp() && bus.send(channel, to, message);
  }

  private <Q, A> Future<A> beat(
      TransportHealth health, Channel<Q, A> channel, StoreId to, Q question, Duration timeout) {
    boolean both = health.startsBeat() && http.reaches(to);
    Future<A> overBus = byBus(health, channel, to, question, timeout);
    if (!both) {
      return overBus;
    }
    Future<A> overHttp = byHttp(health, channel, to, question, timeout);
    return Future.any(overBus, overHttp)
        .map(any -> any.succeeded(0) ? overBus.result() : overHttp.result());
  }

  private <Q, A> Future<A> byBus(
      TransportHealth health, Channel<Q, A> channel, StoreId to, Q question, Duration timeout) {
    boolean beat = channel.equals(StoreChannels.HEARTBEAT);
    return bus.ask(channel, to, question, timeout)
        .onComplete(
            answer -> {
              if (beat) {
                health.busBeat(TransportHealth.works(answer));
              } else if (!TransportHealth.works(answer)) {
                health.busFailed();
              }
            })
        .onFailure(why -> countForged(health, why));
  }

  private <Q, A> Future<A> byHttp(
      TransportHealth health, Channel<Q, A> channel, StoreId to, Q question, Duration timeout) {
    return http.ask(channel, to, question, timeout)
        .onComplete(answer -> health.http(TransportHealth.works(answer)))
        .onFailure(why -> countForged(health, why));
  }

  private static void countForged(TransportHealth health, Throwable why) {
    if (why instanceof RefusedFrameException) {
      health.forgedAnswer();
    }
  }

  private TransportHealth ways(StoreId store) {
    return ways.computeIfAbsent(store, any -> new TransportHealth(System::nanoTime));
  }
}
