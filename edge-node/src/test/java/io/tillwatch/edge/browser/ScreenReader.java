package io.tillwatch.edge.browser;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import io.tillwatch.edge.support.Await;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Works a page as a screen reader does: it knows what the browser's accessibility tree says, role
 * and name, and presses what it finds there. It sees no selector, no text and no place.
 */
final class ScreenReader {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final CDPSession tools;

  ScreenReader(Page page) {
    tools = page.context().newCDPSession(page);
    tools.send("Accessibility.enable");
  }

  /** The name of the first element of that role whose name is like that; waits for it. */
  String read(String role, String name) {
    return text(await(role, name), "name");
  }

  /** Presses it; waits for it. */
  void press(String role, String name) {
    JsonObject which = new JsonObject();
    which.addProperty("backendNodeId", await(role, name).get("backendDOMNodeId").getAsInt());
    JsonObject element = tools.send("DOM.resolveNode", which).getAsJsonObject("object");
    JsonObject call = new JsonObject();
    call.addProperty("objectId", element.get("objectId").getAsString());
    call.addProperty("functionDeclaration", "function () { this.focus(); this.click(); }");
    tools.send("Runtime.callFunctionOn", call);
  }

  private JsonObject await(String role, String name) {
    AtomicReference<JsonObject> found = new AtomicReference<>();
    Await.until(
        role + " '" + name + "'",
        PATIENCE,
        () -> {
          find(role, name).ifPresent(found::set);
          return found.get() != null;
        });
    return found.get();
  }

  private Optional<JsonObject> find(String role, String name) {
    JsonArray nodes = tools.send("Accessibility.getFullAXTree").getAsJsonArray("nodes");
    for (JsonElement each : nodes) {
      JsonObject node = each.getAsJsonObject();
      if (!node.get("ignored").getAsBoolean()
          && text(node, "role").equals(role)
          && text(node, "name").matches(name)) {
        return Optional.of(node);
      }
    }
    return Optional.empty();
  }

  private static String text(JsonObject node, String property) {
    JsonObject value = node.getAsJsonObject(property);
    return value == null || !value.has("value") ? "" : value.get("value").getAsString().strip();
  }
}
