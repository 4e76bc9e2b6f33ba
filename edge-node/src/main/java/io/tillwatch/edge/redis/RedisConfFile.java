package io.tillwatch.edge.redis;

import io.tillwatch.core.oplog.Sha256;
import io.tillwatch.edge.config.RedisConfig;
import io.tillwatch.edge.config.binding.Secret;
import io.tillwatch.edge.config.files.PrivateFile;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The embedded server's own configuration: loopback, password, every write on disk before its
 * answer, nothing evicted, and none of the commands that could lose or leak everything at once.
 */
final class RedisConfFile {
  /** What the default user may do: all but @dangerous, and of that what a node needs. */
  private static final String PERMITTED =
      "~* &* +@all -@dangerous +info +shutdown +config|get +bgrewriteaof +lastsave +slowlog|get"
          + " +latency|latest +client|setname +client|id +client|list +client|no-evict";

  private RedisConfFile() {}

  static Path write(RedisConfig config, Path dir, Secret password) throws IOException {
    Path file = dir.resolve("redis.conf");
    PrivateFile.replace(
        file,
        String.join(
            "\n",
            "# Written by the node at every start; changes made here are lost.",
            "bind " + config.host(),
            "port " + config.port(),
            "protected-mode yes",
            "tcp-backlog 511",
            "tcp-keepalive 60",
            "timeout 0",
            "daemonize no",
            "databases 1",
            "dir " + quoted(dir.toRealPath()),
            "logfile " + quoted(dir.toRealPath().resolve("redis.log")),
            "loglevel notice",
            "appendonly yes",
            "appendfsync always",
            "no-appendfsync-on-rewrite no",
            "aof-load-truncated yes",
            "aof-use-rdb-preamble yes",
            "auto-aof-rewrite-percentage 100",
            "auto-aof-rewrite-min-size 64mb",
            "save \"\"",
            "maxmemory 0",
            "maxmemory-policy noeviction",
            "lua-time-limit 5000",
            "user default on #" + Sha256.hex(password.value()) + " " + PERMITTED,
            ""));
    return file;
  }

  private static String quoted(Path path) {
    return '"' + path.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
