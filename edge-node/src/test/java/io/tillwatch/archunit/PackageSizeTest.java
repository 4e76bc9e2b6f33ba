package io.tillwatch.archunit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No package has more types than a stranger reads through: 30. */
class PackageSizeTest {
  private static final int MOST_TYPES = 30;

  @Test
  void holdsForThePackagesOfTheProject() throws IOException {
    assertThat(tooLarge(Path.of("src/main/java"))).isEmpty();
  }

  @Test
  void isSeenToFailForAPackageOfMoreTypes(@TempDir Path dir) throws IOException {
    Path full = Files.createDirectories(dir.resolve("full"));
    Path large = Files.createDirectories(dir.resolve("large"));
    for (int i = 0; i < MOST_TYPES; i++) {
      Files.createFile(full.resolve("Type" + i + ".java"));
      Files.createFile(large.resolve("Type" + i + ".java"));
    }
    Files.createFile(full.resolve("package-info.java"));
    Files.createFile(large.resolve("OneMore.java"));

    assertThat(tooLarge(dir)).containsOnlyKeys(large).containsValue(31L);
  }

  private static Map<Path, Long> tooLarge(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      Map<Path, Long> counts =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> !file.endsWith("package-info.java"))
              .collect(Collectors.groupingBy(Path::getParent, TreeMap::new, Collectors.counting()));
      counts.values().removeIf(count -> count <= MOST_TYPES);
      return counts;
    }
  }
}
