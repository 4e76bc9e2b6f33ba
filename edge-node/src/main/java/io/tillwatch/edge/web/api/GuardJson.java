package io.tillwatch.edge.web.api;

import io.tillwatch.core.fraud.GuardAlarm;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Why changed rules are held back, as the API shows it. */
final class GuardJson {
  private GuardJson() {}

  /** Null where none is. */
  static JsonObject of(GuardAlarm alarm) {
    return alarm == null
        ? null
        : new JsonObject()
            .put("version", alarm.version())
            .put("since", alarm.since().toString())
            .put("rules", new JsonArray(alarm.rules()))
            .put("returns", alarm.returns())
            .put("blocks", alarm.blocks())
            .put("normalPermille", alarm.normalPermille());
  }
}
