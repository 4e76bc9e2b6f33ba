package io.tillwatch.edge.web;

import java.util.UUID;

/** Makes globally unique ids of facts. */
final class Ids {
  private Ids() {}

  static String next(String prefix) {
    return prefix + "_" + UUID.randomUUID().toString().replace("-", "");
  }
}
