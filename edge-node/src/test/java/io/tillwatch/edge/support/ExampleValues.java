package io.tillwatch.edge.support;

import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.retail.LineQuantity;
import java.time.Instant;
import java.util.List;

/** What the examples of pinned files are made of. */
public final class ExampleValues {
  public static final Instant AT = Instant.parse("2026-05-04T14:15:16.123456Z");
  public static final Position POSITION = new Position(1_777_000_000_000L, 17);
  public static final List<LineQuantity> TAKES = List.of(new LineQuantity(1, 2, 3998));
  public static final String SHA256 = "0123456789abcdef".repeat(4);

  private ExampleValues() {}
}
