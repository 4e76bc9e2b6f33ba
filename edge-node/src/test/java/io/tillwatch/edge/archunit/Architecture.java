package io.tillwatch.edge.archunit;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The lines that the build holds. */
final class Architecture {
  static final ArchRule MODELS_ARE_PURE =
      classes()
          .that()
          .resideInAPackage("..model..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "io.tillwatch..model..")
          .because("a model is a function of its arguments: no Vert.x, no JSON, no clock, no disk");

  static final ArchRule EVENT_BUS_ONLY_IN_BUS =
      noClasses()
          .that()
          .resideOutsideOfPackage("..edge.bus..")
          .should()
          .callMethodWhere(target(name("eventBus")))
          .because("addresses and codecs are in one catalogue, bus.Channels");

  static final ArchRule JSON_OBJECT_ONLY_AT_THE_EDGE =
      noClasses()
          .that()
          .resideOutsideOfPackages("..edge.web..", "..edge.bus..")
          .should()
          .dependOnClassesThat()
          .haveNameMatching("io\\.vertx\\.core\\.json\\.Json(Object|Array)")
          .because("actors pass records; JSON is what the outside sees");

  static final ArchRule NOBODY_SLEEPS =
      noClasses()
          .should()
          .callMethodWhere(
              target(name("sleep")).and(target(owner(JavaClass.Predicates.type(Thread.class)))))
          .orShould()
          .callMethod(java.util.concurrent.TimeUnit.class, "sleep", long.class)
          .because("a condition is awaited, never a time");

  static final ArchRule NAMES_SAY_WHAT_THINGS_ARE =
      noClasses()
          .should()
          .haveNameMatching(".*(Manager|Helper|Utils?|Impl)")
          .because("such a name could stand on anything");

  private Architecture() {}

  /** Source and script files below the folder that write a Redis key themselves. */
  static List<Path> filesThatWriteRedisKeys(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().matches(".*\\.(java|lua)"))
          .filter(file -> !file.getFileName().toString().equals("RedisKeys.java"))
          .filter(file -> writesRedisKey(read(file)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean writesRedisKey(String source) {
    return source
        .lines()
        .map(String::strip)
        .filter(line -> !line.startsWith("*") && !line.startsWith("//") && !line.startsWith("--"))
        .anyMatch(line -> line.contains("{" + "tw}"));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
