package io.tillwatch.edge.redis;

import io.tillwatch.edge.config.RedisConfig;
import io.tillwatch.edge.config.binding.ConfigException;
import io.tillwatch.edge.config.binding.ConfigProblem;
import io.tillwatch.edge.config.binding.RedisUrl;
import io.tillwatch.edge.config.binding.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLException;
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
    try (BlockingRespClient probe = BlockingRespClient.open(endpoint, TIMEOUT)) {
      RedisInfo info = probe.facts();
      List<ConfigProblem> unfit = unfit(info, config.allowUnsafe());
      if (!unfit.isEmpty()) {
        throw new ConfigException(unfit);
      }
      warnOfLazySync(probe);
      LOG.atInfo()
          .addKeyValue("redis", endpoint)
          .addKeyValue("version", info.product())
          .log("external redis is fit");
      return new ExternalRedis(endpoint);
    } catch (BlockingRespClient.RefusedException e) {
      throw new ConfigException(
          "redis.url",
          endpoint + " refuses: " + e.getMessage(),
          "set user and password in redis.url, or the password in redis.passwordFile");
    } catch (SSLException e) {
      throw new ConfigException(
          "redis.url",
          endpoint + " shows a certificate that is not trusted: " + e.getMessage(),
          "name its authority in redis.caFile, and the server as its certificate does");
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
    RedisUrl url = Objects.requireNonNull(config.url(), "redis.url");
    Secret password = url.password();
    if (config.passwordFile() != null) {
      try {
        password = new Secret(Files.readString(config.passwordFile()).strip());
      } catch (IOException e) {
        throw new ConfigException(
            "redis.passwordFile", config.passwordFile() + " cannot be read", "make it readable");
      }
    }
    return new RedisEndpoint(
        RedisUrl.of(url.withoutSecrets()), url.user(), password, config.caFile());
  }

  private static List<ConfigProblem> unfit(RedisInfo info, boolean allowUnsafe) {
    return RedisRequirements.faults(info).stream()
        .filter(fault -> !(fault.losesFacts() && allowUnsafe))
        .map(
            fault ->
                new ConfigProblem("redis.url", "the server " + fault.problem(), fault.remedy()))
        .toList();
  }

  private static void warnOfLazySync(BlockingRespClient probe) throws IOException {
    try {
      List<String> setting = probe.ask("CONFIG", "GET", "appendfsync");
      if (setting.size() == 2 && !setting.get(1).equals("always")) {
        LOG.atWarn()
            .addKeyValue("appendfsync", setting.get(1))
            .log("redis does not sync every write: a power failure can lose answered sales");
      }
    } catch (BlockingRespClient.RefusedException e) {
      LOG.warn("redis does not tell its appendfsync: make sure that it is 'always'");
    }
  }
}
