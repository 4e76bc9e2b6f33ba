package io.tillwatch.tools.bench;

import io.tillwatch.edge.ledger.CommitSample;
import io.tillwatch.edge.redis.RedisLink;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The tool redis-benchmark, where it is installed, repeating one commit of a sale. */
final class RedisBenchmark {
  private static final int FIGURES = 7;
  private static final long MINUTES = 5;
  private static final int MAX_SAID = 200;

  private final Path tool;

  private RedisBenchmark(Path tool) {
    this.tool = tool;
  }

  /** This file, whatever it is. */
  static RedisBenchmark at(Path tool) {
    return new RedisBenchmark(tool);
  }

  /** Looks for the tool on the PATH. */
  static Optional<RedisBenchmark> find() {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .map(folder -> Path.of(folder, "redis-benchmark"))
        .filter(Files::isExecutable)
        .findFirst()
        .map(RedisBenchmark::new);
  }

  /** What was measured. */
  record Result(long perSecond, Latency latency) {}

  Result run(RedisServer server, CommitSample sample, int connections, int requests) {
    String sha1 =
        ask(server, Request.cmd(Command.SCRIPT).arg("LOAD").arg(sample.script())).toString();
    List<String> command = new ArrayList<>();
    command.addAll(List.of(tool.toString(), "-h", "127.0.0.1"));
    // the tool takes a password in no other way; this one opens a server without data, for a minute
    command.addAll(List.of("-a", server.password().value()));
    command.addAll(List.of("-p", Integer.toString(server.port()), "-c"));
    command.addAll(List.of(Integer.toString(connections), "-P", "1", "-n"));
    command.addAll(List.of(Integer.toString(requests), "--csv", "EVALSHA", sha1));
    command.add(Integer.toString(sample.keys().size()));
    command.addAll(sample.keys());
    command.addAll(sample.args());
    String output = output(command);
    long done = ask(server, Request.cmd(Command.XLEN).arg(sample.keys().get(0))).toLong();
    if (done < requests) {
      throw new BenchFailedException(
          "redis-benchmark ran, but only "
              + done
              + " of "
              + requests
              + " script calls committed; it says: "
              + lastWords(output),
          null);
    }
    return parse(output, requests);
  }

  private static Response ask(RedisServer server, Request request) {
    Vertx vertx = Vertx.vertx();
    try {
      RedisLink link = BlockingWait.on(RedisLink.open(vertx, server.endpoint()));
      return BlockingWait.on(link.send(request));
    } finally {
      BlockingWait.on(vertx.close());
    }
  }

  /** What the tool prints; throws where it did not run to its end. */
  private static String output(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw didNotRun("no end after " + MINUTES + " minutes", output);
      }
      if (process.exitValue() != 0) {
        throw didNotRun("exit code " + process.exitValue(), output);
      }
      return output;
    } catch (IOException e) {
      throw new BenchFailedException("redis-benchmark itself did not run: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchFailedException("interrupted", e);
    }
  }

  private static BenchFailedException didNotRun(String how, String output) {
    return new BenchFailedException(
        "redis-benchmark itself did not run (" + how + "); it says: " + lastWords(output), null);
  }

  private static String lastWords(String output) {
    String said = output.strip();
    String last = said.substring(said.lastIndexOf('\n') + 1);
    return last.isEmpty() ? "nothing" : last.substring(0, Math.min(MAX_SAID, last.length()));
  }

  /** The last line: name, requests a second, then avg, min, p50, p95, p99, max in ms. */
  private static Result parse(String output, int requests) {
    String[] lines = output.strip().split("\n", -1);
    String[] fields = lines[lines.length - 1].strip().split("\",\"", -1);
    int at = fields.length - FIGURES;
    try {
      return new Result(
          Math.round(number(fields[at])),
          new Latency(
              requests, micros(fields[at + 3]), micros(fields[at + 5]), micros(fields[at + 6])));
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      String said = lines[lines.length - 1];
      throw new BenchFailedException(
          "redis-benchmark says: " + said.substring(0, Math.min(MAX_SAID, said.length())), e);
    }
  }

  private static long micros(String millis) {
    return Math.round(number(millis) * 1000);
  }

  private static double number(String field) {
    return Double.parseDouble(field.replace("\"", "").strip());
  }
}
