package io.tillwatch.edge.web.http;

import java.util.UUID;

/** Makes globally unique ids of facts. */
public final class Ids {
  private Ids() {}

  public static String next(String prefix) {
    return prefix + "_" + UUID.randomUUID().toString().replace("-", "");
  }
}
