package io.tillwatch.edge.redis;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server says of itself in INFO.
 *
 * @param info its fields, by name
 */
record RedisInfo(Map<String, String> info) {
  private static final Pattern VERSION = Pattern.compile("(\\d{1,4})\\.(\\d{1,4}).*");
  private static final int MIN_MAJOR = 6;
  private static final int MIN_MINOR = 2;

  static RedisInfo parse(String info) {
    Map<String, String> fields = new HashMap<>();
    info.lines()
        .filter(line -> line.indexOf(':') > 0)
        .forEach(
            line -> {
              int colon = line.indexOf(':');
              fields.put(line.substring(0, colon), line.substring(colon + 1).trim());
            });
    return new RedisInfo(Map.copyOf(fields));
  }

  /** Product and version, as people would name it. */
  String product() {
    boolean valkey = info.containsKey("valkey_version");
    return valkey ? "Valkey " + info.get("valkey_version") : "Redis " + version();
  }

  String version() {
    return info.getOrDefault("redis_version", "of unknown version");
  }

  boolean isRecentEnough() {
    Matcher parts = VERSION.matcher(version());
    if (!parts.matches()) {
      return false;
    }
    int major = Integer.parseInt(parts.group(1));
    int minor = Integer.parseInt(parts.group(2));
    return major > MIN_MAJOR || (major == MIN_MAJOR && minor >= MIN_MINOR);
  }

  boolean isAppendOnly() {
    return "1".equals(info.get("aof_enabled"));
  }

  /** Whether the last try to make the append-only file shorter failed, as on a nearly full disk. */
  boolean failedToRewrite() {
    return "err".equals(info.get("aof_last_bgrewrite_status"));
  }

  /** Whether it writes its append-only file or a snapshot in the background, or is about to. */
  boolean isWritingFiles() {
    return List.of("aof_rewrite_in_progress", "aof_rewrite_scheduled", "rdb_bgsave_in_progress")
        .stream()
        .anyMatch(field -> "1".equals(info.get(field)));
  }

  boolean isLoading() {
    return "1".equals(info.get("loading"));
  }

  boolean isReplica() {
    return "slave".equals(info.get("role"));
  }

  boolean isCluster() {
    return "1".equals(info.get("cluster_enabled"));
  }

  String evictionPolicy() {
    return info.getOrDefault("maxmemory_policy", "unknown");
  }

  long processId() {
    return Long.parseLong(info.getOrDefault("process_id", "-1"));
  }
}
