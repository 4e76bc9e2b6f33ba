package io.tillwatch.edge.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a full collection leaves in the heap of a process.
 *
 * @param classes bytes of all objects of a class, by its name
 */
record LiveHeap(Map<String, Long> classes) {
  private static final Pattern CLASS =
      Pattern.compile("(?m)^\\s*\\d+:\\s+\\d+\\s+(\\d+)\\s+(\\S+)");

  LiveHeap {
    classes = Map.copyOf(classes);
  }

  /** Collects, then counts. */
  static LiveHeap of(long pid) {
    try {
      Process jcmd =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                  Long.toString(pid),
                  "GC.class_histogram")
              .redirectErrorStream(true)
              .start();
      String text = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      Map<String, Long> counted = new HashMap<>();
      Matcher line = CLASS.matcher(text);
      while (line.find()) {
        counted.merge(line.group(2), Long.parseLong(line.group(1)), Long::sum);
      }
      if (counted.isEmpty()) {
        throw new AssertionError("jcmd counts no objects of process " + pid + ": " + text);
      }
      return new LiveHeap(counted);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long bytes() {
    return classes.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The classes that grew most since then, with their bytes more. */
  List<String> grownSince(LiveHeap earlier, int most) {
    return classes.entrySet().stream()
        .map(each -> Map.entry(each.getKey(), each.getValue() - earlier.bytesOf(each.getKey())))
        .filter(each -> each.getValue() > 0)
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .limit(most)
        .map(each -> each.getValue() + " " + each.getKey())
        .toList();
  }

  private long bytesOf(String name) {
    return classes.getOrDefault(name, 0L);
  }
}
