package io.tillwatch.edge.redis;

import io.tillwatch.edge.redis.RedisRequirements.Fault;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why a Redis that answers takes no writes: what is wrong with it, and what to do. */
enum RedisFault {
  READONLY(
      "is a read-only replica",
      "name the primary in redis.url; one that was it becomes it again by REPLICAOF NO ONE"),
  NOREPLICAS(
      "has fewer replicas than it must have to write (min-replicas-to-write)",
      "bring its replicas back or lower min-replicas-to-write there"),
  OOM(
      "has no memory left for more (maxmemory)",
      "raise maxmemory there or give the machine more; never let it evict"),
  MISCONF("cannot write to its disk", "free its disk; its own log says what failed"),
  NOPERM(
      "does not let this user write", "give the user of redis.url its rights back (ACL SETUSER)"),
  NOAUTH("asks for a sign-in", "set user and password as it wants them, then restart this node"),
  BUSY("is busy with a script of somebody's", "find out whose; SCRIPT KILL there ends it"),
  MASTERDOWN("is a replica that lost its primary", "name the primary in redis.url"),
  CLUSTERDOWN("runs in cluster mode", "use a server without cluster-enabled"),
  LOADING("reads its data back from disk", "nothing: it will be done");

  /** An error begins with its code, and one from a script has it somewhere inside. */
  private static final Pattern CODE = Pattern.compile("(?:^|[ -])([A-Z]{3,16}) ");

  /** How 6.2 says NOPERM inside a script. */
  private static final String NO_PERMISSION = "user executing the script can't run";

  private final String what;
  private final String remedy;

  RedisFault(String what, String remedy) {
    this.what = what;
    this.remedy = remedy;
  }

  /** What an error says of the server; empty where it says something of the command. */
  static Optional<RedisFault> in(String error) {
    Matcher codes = CODE.matcher(error + " ");
    while (codes.find()) {
      for (RedisFault refusal : values()) {
        if (refusal.name().equals(codes.group(1))) {
          return Optional.of(refusal);
        }
      }
    }
    return error.contains(NO_PERMISSION) ? Optional.of(NOPERM) : Optional.empty();
  }

  /** The same where it is seen before Redis refuses anything, so that it is told but once. */
  Fault foundByLooking() {
    return new Fault(what + " (" + name() + ")", remedy, false);
  }

  /** One sentence for people, with Redis's own word for it. */
  String words() {
    return foundByLooking().toString();
  }
}
