package io.tillwatch.tools.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a measurement was made on.
 *
 * @param load the machine's load average when it was made: well above 0 says that it did other
 *     things besides
 */
public record Machine(String cpu, int cores, String os, String java, double load) {

  public static Machine here() {
    var system = ManagementFactory.getOperatingSystemMXBean();
    return new Machine(
        cpuModel(),
        system.getAvailableProcessors(),
        system.getName() + " " + system.getVersion(),
        Runtime.version().toString(),
        Math.round(system.getSystemLoadAverage() * 10) / 10.0);
  }

  @Override
  public String toString() {
    return cpu + ", " + cores + " cores, " + os + ", Java " + java + ", load average " + load;
  }

  private static String cpuModel() {
    try {
      return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException e) {
      return System.getProperty("os.arch");
    }
  }
}
