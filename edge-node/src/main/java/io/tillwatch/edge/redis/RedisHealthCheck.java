package io.tillwatch.edge.redis;

import io.tillwatch.core.ledger.RedisHealth;
import io.tillwatch.edge.redis.RedisRequirements.Fault;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows whether Redis takes facts and keeps them. A read says nothing about that. So, while nothing
 * else is written, it writes a key of its own. It does that by a script, like every commit, so that
 * it fails in the ways a commit would. An error that any other request meets counts, too. What a
 * start checks of the server is checked again and again, because somebody may change it. Logged
 * once per change. Lives on the event loop of its link.
 */
public final class RedisHealthCheck {
  private static final Logger LOG = LoggerFactory.getLogger(RedisHealthCheck.class);
  private static final long TICK_MILLIS = 500;
  private static final int TICKS_BETWEEN_PROBES = 5;
  private static final long QUIET_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long PATIENCE_NANOS = Duration.ofMillis(1_500).toNanos();
  private static final long COMPLAINTS_APART_NANOS = Duration.ofSeconds(10).toNanos();
  private static final int MOST_QUOTED = 200;
  private static final String WRITE = "return redis.call('SET', KEYS[1], ARGV[1])";

  private static final String AWAY =
      "redis is not connected; was it stopped, or is its disk full? With appendfsync always it ends"
          + " then: its own log says why";
  private static final String SILENT =
      "redis does not answer a write; is it paused, or does its disk hang? Its own log may say why";

  private final Vertx vertx;
  private final RedisLink link;
  private final String key;
  private final boolean allowUnsafe;
  private final InstantSource time;

  private RedisHealth health;
  private @Nullable String refused;
  private @Nullable String unfit;
  private List<String> warnings = List.of();
  private @Nullable String sync;
  private long refusals;
  private long provenNanos = System.nanoTime() - QUIET_NANOS;
  private long complainedNanos = System.nanoTime() - COMPLAINTS_APART_NANOS;
  private long askedNanos;
  private boolean asking;
  private long connection;
  private int ticks;
  private long timer;
  private boolean stopped;

  /**
   * @param key of its own, which it writes
   * @param allowUnsafe what only puts facts at risk is a warning
   */
  public RedisHealthCheck(
      Vertx vertx, RedisLink link, String key, boolean allowUnsafe, InstantSource time) {
    this.vertx = vertx;
    this.link = link;
    this.key = key;
    this.allowUnsafe = allowUnsafe;
    this.time = time;
    this.health = new RedisHealth(null, time.instant(), List.of(), 0);
  }

  /** Begins to watch; to be called on the link's event loop. */
  public RedisHealthCheck start() {
    link.onStateChange(this::linkIs);
    link.onRefusal(this::refused);
    timer = vertx.setPeriodic(TICK_MILLIS, tick -> tick());
    tick();
    return this;
  }

  /** Watches no more: a link that its owner closes is no fault. */
  public void stop() {
    stopped = true;
    vertx.cancelTimer(timer);
  }

  /** How it was last seen; a fault shows here within four seconds. */
  public RedisHealth health() {
    return health;
  }

  /** Something was written, and is on disk. */
  public void proven() {
    provenNanos = System.nanoTime();
    if (refused != null) {
      refused = null;
      settle();
    }
  }

  private void linkIs(boolean up) {
    if (stopped) {
      return;
    }
    connection++;
    asking = false;
    if (up) {
      ticks = 0;
      tick();
    } else if (!SILENT.equals(refused)) {
      // a link that was given up because of the silence says no more than the silence
      refused = AWAY;
      settle();
    }
  }

  private void tick() {
    if (!link.isUp()) {
      return;
    }
    long now = System.nanoTime();
    if (asking && now - askedNanos > PATIENCE_NANOS) {
      refused = SILENT;
      settle();
    } else if (!asking && (refused != null || now - provenNanos >= QUIET_NANOS)) {
      write(now);
    }
    if (ticks++ % TICKS_BETWEEN_PROBES == 0) {
      probe();
    }
  }

  private void write(long now) {
    asking = true;
    askedNanos = now;
    long asked = connection;
    link.send(Request.cmd(Command.EVAL).arg(WRITE).arg(1).arg(key).arg(time.millis()))
        .onComplete(
            done -> {
              if (asked == connection) {
                asking = false;
                if (done.succeeded()) {
                  proven();
                } else if (link.isUp()) {
                  refusedToo(String.valueOf(done.cause().getMessage()));
                }
              }
            });
  }

  /** An error that Redis answered, whoever asked. */
  private void refused(String error) {
    if (error.startsWith("NOSCRIPT")) {
      return;
    }
    RedisFault.in(error)
        .ifPresentOrElse(
            why -> {
              // a user that may not ask for settings may write all the same: the next write shows
              // it
              if (why != RedisFault.NOPERM || error.contains("script")) {
                refusals++;
                refused = why.words();
                settle();
              }
            },
            () -> complain(error));
  }

  /** The write that was only meant to see whether it is refused. */
  private void refusedToo(String error) {
    refused =
        RedisFault.in(error)
            .map(RedisFault::words)
            .orElse("redis refuses a write: " + quoted(error));
    settle();
  }

  /** An error that says nothing of the server as a whole is told, but not for every request. */
  private void complain(String error) {
    long now = System.nanoTime();
    if (now - complainedNanos > COMPLAINTS_APART_NANOS) {
      complainedNanos = now;
      LOG.atWarn().addKeyValue("error", quoted(error)).log("redis refused a command");
    }
  }

  private void probe() {
    long asked = connection;
    link.send(Request.cmd(Command.INFO))
        .map(Response::toString)
        .onSuccess(
            info ->
                link.send(Request.cmd(Command.CONFIG).arg("GET").arg("appendfsync"))
                    // a user that may not ask: then nobody knows
                    .otherwiseEmpty()
                    .onSuccess(
                        setting -> {
                          if (asked == connection) {
                            judge(RedisInfo.parse(info), setting);
                          }
                        }));
  }

  private void judge(RedisInfo facts, Response setting) {
    List<Fault> faults = new ArrayList<>(RedisRequirements.faults(facts));
    String now = appendfsync(setting);
    if (now != null && !now.equals("always") && "always".equals(sync)) {
      faults.add(RedisRequirements.noLongerSyncs(now));
    } else if (now != null) {
      sync = now;
    }
    List<String> risks = new ArrayList<>();
    String fault = null;
    for (Fault each : faults) {
      if (each.losesFacts() && allowUnsafe) {
        risks.add(each.toString());
      } else if (fault == null) {
        fault = each.toString();
      }
    }
    if (facts.failedToRewrite()) {
      risks.add(
          "redis could not rewrite its append-only file; free its disk, its own log says why");
    }
    warn(risks);
    unfit = fault;
    settle();
  }

  /** The one value of the answer, which is a list or a map by the protocol's version; or null. */
  private static @Nullable String appendfsync(Response setting) {
    if (setting == null || setting.size() == 0) {
      return null;
    }
    Response value = setting.isMap() ? setting.get("appendfsync") : setting.get(1);
    return value == null ? null : value.toString();
  }

  private void warn(List<String> risks) {
    risks.stream()
        .filter(risk -> !warnings.contains(risk))
        .forEach(risk -> LOG.atWarn().addKeyValue("error", risk).log("redis puts facts at risk"));
    warnings = risks;
  }

  private void settle() {
    String cause = refused == null ? unfit : refused;
    boolean same = cause == null ? health.up() : cause.equals(health.cause());
    Instant since = same ? health.since() : time.instant();
    if (!same && cause != null) {
      LOG.atError().addKeyValue("error", cause).log("redis does not keep what is sold: not ready");
    } else if (!same) {
      LOG.atInfo()
          .addKeyValue("millis", Duration.between(health.since(), since).toMillis())
          .log("redis keeps what is sold again");
    }
    health = new RedisHealth(cause, since, warnings, refusals);
  }

  /** Without the arguments that Redis repeats where it does not know a command. */
  private static String quoted(String error) {
    String text = String.valueOf(error).replaceAll(",? with args beginning with.*", "");
    return text.substring(0, Math.min(MOST_QUOTED, text.length()));
  }
}
