package io.tillwatch.edge.redis;

import io.tillwatch.edge.config.ConfigException;
import io.tillwatch.edge.config.ConfigProblem;
import io.tillwatch.edge.config.RedisConfig;
import io.tillwatch.edge.config.RedisUrl;
import io.tillwatch.edge.config.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Redis or Valkey that somebody else runs, checked to be fit to keep a store's facts. */
public final class ExternalRedis implements StoreRedis {
  private static final Logger LOG = LoggerFactory.getLogger(ExternalRedis.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final RedisEndpoint endpoint;

  private ExternalRedis(RedisEndpoint endpoint) {
    this.endpoint = endpoint;
  }

  /**
   * Asks the server for its version, role, persistence and eviction policy.
   *
   * @throws ConfigException saying plainly what is wrong with it
   */
  static ExternalRedis check(RedisConfig config) {
    RedisEndpoint endpoint = endpoint(config);
    try (RespProbe probe = RespProbe.open(endpoint, TIMEOUT)) {
      RedisFacts facts = probe.facts();
      List<ConfigProblem> unfit = unfit(facts, config.allowUnsafe());
      if (!unfit.isEmpty()) {
        throw new ConfigException(unfit);
      }
      warnOfLazySync(probe);
      LOG.atInfo()
          .addKeyValue("redis", endpoint)
          .addKeyValue("version", facts.product())
          .log("external redis is fit");
      return new ExternalRedis(endpoint);
    } catch (RespProbe.RefusedException e) {
      throw new ConfigException(
          "redis.url",
          endpoint + " refuses: " + e.getMessage(),
          "set user and password in redis.url, or the password in redis.passwordFile");
    } catch (IOException e) {
      throw new ConfigException(
          "redis.url",
          endpoint + " does not answer: " + e.getMessage(),
          "start it, or correct redis.url (TILLWATCH_REDIS_URL)");
    }
  }

  @Override
  public RedisEndpoint endpoint() {
    return endpoint;
  }

  @Override
  public void close() {
    // somebody else's server goes on
  }

  private static RedisEndpoint endpoint(RedisConfig config) {
    RedisUrl url = config.url();
    Secret password = url.password();
    if (config.passwordFile() != null) {
      try {
        password = new Secret(Files.readString(config.passwordFile()).strip());
      } catch (IOException e) {
        throw new ConfigException(
            "redis.passwordFile", config.passwordFile() + " cannot be read", "make it readable");
      }
    }
    return new RedisEndpoint(RedisUrl.of(url.withoutSecrets()), url.user(), password);
  }

  private static List<ConfigProblem> unfit(RedisFacts facts, boolean allowUnsafe) {
    List<ConfigProblem> problems = new ArrayList<>();
    if (!facts.isRecentEnough()) {
      problems.add(unfit("is " + facts.product(), "use Redis 6.2 or newer, or Valkey"));
    }
    if (facts.isReplica()) {
      problems.add(unfit("is a read-only replica", "name its primary"));
    }
    if (facts.isCluster()) {
      problems.add(unfit("runs in cluster mode", "use a server without cluster-enabled"));
    }
    if (!facts.isAppendOnly() && !allowUnsafe) {
      problems.add(
          unfit(
              "keeps nothing on disk (appendonly no): an answered sale would not survive a crash",
              "set 'appendonly yes' and 'appendfsync always' there, or redis.allowUnsafe: true here"));
    }
    if (!facts.evictionPolicy().equals("noeviction") && !allowUnsafe) {
      problems.add(
          unfit(
              "may drop facts when memory is short (maxmemory-policy "
                  + facts.evictionPolicy()
                  + ")",
              "set 'maxmemory-policy noeviction' there, or redis.allowUnsafe: true here"));
    }
    return problems;
  }

  private static ConfigProblem unfit(String problem, String remedy) {
    return new ConfigProblem("redis.url", "the server " + problem, remedy);
  }

  private static void warnOfLazySync(RespProbe probe) throws IOException {
    try {
      List<String> setting = probe.ask("CONFIG", "GET", "appendfsync");
      if (setting.size() == 2 && !setting.get(1).equals("always")) {
        LOG.atWarn()
            .addKeyValue("appendfsync", setting.get(1))
            .log("redis does not sync every write: a power failure can lose answered sales");
      }
    } catch (RespProbe.RefusedException e) {
      LOG.warn("redis does not tell its appendfsync: make sure that it is 'always'");
    }
  }
}
