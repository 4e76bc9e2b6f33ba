package io.tillwatch.tools.bench;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tillwatch.edge.ledger.CommitSample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class RedisBenchmarkIT {
  private static final CommitSample SAMPLE =
      new CommitSample("return 1", List.of("some-log"), List.of(), 0);

  @ParameterizedTest
  @CsvSource({
    "echo 'libsomething.so: cannot open'; exit 127,itself did not run (exit code 127)",
    "echo 'Could not connect'; exit 1,it says: Could not connect",
    "echo done; exit 0,ran; but only 0 of 10"
  })
  void saysWhatBecameOfATool(String script, String words, @TempDir Path dir) throws IOException {
    Path tool = Files.writeString(dir.resolve("redis-benchmark"), "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwx------"));

    try (RedisServer server = RedisServer.leader(dir.resolve("redis"))) {
      assertThatThrownBy(() -> RedisBenchmark.at(tool).run(server, SAMPLE, 1, 10))
          .isInstanceOf(BenchFailedException.class)
          .hasMessageContaining(words.replace(';', ','));
    }
  }

  @Test
  void saysThatAToolCannotBeStarted(@TempDir Path dir) {
    try (RedisServer server = RedisServer.leader(dir.resolve("redis"))) {
      assertThatThrownBy(() -> RedisBenchmark.at(dir.resolve("none")).run(server, SAMPLE, 1, 10))
          .hasMessageContaining("redis-benchmark itself did not run");
    }
  }
}
