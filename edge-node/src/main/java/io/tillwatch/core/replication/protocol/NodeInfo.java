package io.tillwatch.core.replication.protocol;

import org.jspecify.annotations.Nullable;

/**
 * What a node tells of itself beside its log.
 *
 * @param version of its program, or null where it was not packaged
 * @param camera state of its lane's camera, or null where nobody says
 */
public record NodeInfo(@Nullable String version, @Nullable String camera) {
  /** Nothing is told. */
  public static final NodeInfo NONE = new NodeInfo(null, null);
}
