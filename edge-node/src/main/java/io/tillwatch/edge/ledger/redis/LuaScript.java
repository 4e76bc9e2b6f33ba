package io.tillwatch.edge.ledger.redis;

import io.tillwatch.edge.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A script of {@code /lua}, run by its hash; Redis is given the text where it does not have it (a
 * restart, a flush).
 */
public final class LuaScript {
  private final String text;
  private final String sha1;

  private LuaScript(String text) {
    this.text = text;
    this.sha1 = sha1(text);
  }

  /** Joins files of {@code /lua}, in this order, to one script. */
  public static LuaScript of(String... files) {
    return new LuaScript(text(files));
  }

  /** The text of files of {@code /lua}, in this order. */
  public static String text(String... files) {
    StringBuilder text = new StringBuilder();
    for (String file : files) {
      text.append(read("/lua/" + file)).append('\n');
    }
    return text.toString();
  }

  /** Runs the script. */
  public Future<Response> run(RedisLink redis, List<String> keys, List<String> args) {
    return redis
        .send(request(Command.EVALSHA, sha1, keys, args))
        .recover(
            why ->
                String.valueOf(why.getMessage()).startsWith("NOSCRIPT")
                    ? redis.send(request(Command.EVAL, text, keys, args))
                    : Future.failedFuture(why));
  }

  private static Request request(
      Command command, String script, List<String> keys, List<String> args) {
    Request request = Request.cmd(command).arg(script).arg(keys.size());
    keys.forEach(request::arg);
    args.forEach(request::arg);
    return request;
  }

  private static String read(String resource) {
    try (InputStream in = LuaScript.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha1(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }
}
