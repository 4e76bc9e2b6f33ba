package io.tillwatch.edge.fraud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillwatch.core.fraud.ReturnWindows;
import io.tillwatch.core.fraud.ReturnWindows.Window;
import io.tillwatch.edge.config.binding.ConfigException;
import io.tillwatch.edge.config.files.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The return windows that this store has had, in {@code return-windows.json} in the node's own
 * folder: {@code [{"days":90},{"days":30,"from":"2026-11-26T09:00:00Z"}]}. A start that finds
 * another window configured than the last one adds it, in force from that moment on.
 */
public final class ReturnWindowFile {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_BYTES = 64 * 1024;
  private static final String SETTING = "fraud.returnWindowDays";

  private ReturnWindowFile() {}

  /**
   * Reads the windows, and adds the configured one where it is new.
   *
   * @param folder the node's own
   * @throws ConfigException where the file cannot be used
   */
  public static ReturnWindows update(Path folder, int configured, Instant now) {
    Path file = folder.resolve("return-windows.json");
    try {
      ReturnWindows before = Files.exists(file) ? read(file) : null;
      ReturnWindows windows =
          before == null ? ReturnWindows.of(configured) : before.changed(now, configured);
      if (!windows.equals(before)) {
        PrivateFile.replace(file, write(windows));
      }
      return windows;
    } catch (IOException | RuntimeException e) {
      throw new ConfigException(
          SETTING,
          "expected the windows of before in " + file + ", found: " + e.getMessage(),
          "mend the file, or move it away: " + SETTING + " then holds for all purchases");
    }
  }

  private static ReturnWindows read(Path file) throws IOException {
    if (Files.size(file) > MOST_BYTES) {
      throw new IOException("more than " + MOST_BYTES + " bytes");
    }
    List<Window> windows = new ArrayList<>();
    for (JsonNode entry : JSON.readTree(Files.readString(file))) {
      if (!entry.path("days").isInt()) {
        throw new IOException("an entry without days");
      }
      long from =
          windows.isEmpty()
              ? Long.MIN_VALUE
              : Instant.parse(entry.path("from").asText()).toEpochMilli();
      windows.add(new Window(from, entry.path("days").intValue()));
    }
    return new ReturnWindows(windows);
  }

  private static String write(ReturnWindows windows) throws IOException {
    ArrayNode list = JSON.createArrayNode();
    for (Window window : windows.windows()) {
      ObjectNode entry = list.addObject().put("days", window.days());
      if (list.size() > 1) {
        entry.put("from", Instant.ofEpochMilli(window.from()).toString());
      }
    }
    return JSON.writeValueAsString(list) + "\n";
  }
}
