package io.tillwatch.edge;

import io.tillwatch.edge.port.NodeClock;
import java.time.Duration;
import java.time.InstantSource;

/**
 * The clock of a node's process. Proofs run stores whose clocks are wrong: the system property
 * {@value #OFFSET} puts this process's clock ahead or behind by a duration such as {@code P1095D}
 * or {@code -PT5M}. It is no setting: nothing but tests may use it.
 */
final class NodeTime {
  private static final String OFFSET = "tillwatch.clockOffset";

  private NodeTime() {}

  static NodeClock ofProcess() {
    String offset = System.getProperty(OFFSET);
    InstantSource wall = InstantSource.system();
    return NodeClock.of(offset == null ? wall : InstantSource.offset(wall, Duration.parse(offset)));
  }
}
