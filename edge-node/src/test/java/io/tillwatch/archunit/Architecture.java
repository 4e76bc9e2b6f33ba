package io.tillwatch.archunit;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** The lines that the build holds. */
final class Architecture {
  private static final String CORE = "..tillwatch.core..";
  private static final Pattern ACTOR =
      Pattern.compile(
          ".*tillwatch\\.edge\\.(alerts|analytics|camera|checkout|fraud|ledger|photos|replication|web)"
              + "(\\..*)?");

  static final ArchRule CORE_DECIDES =
      classes()
          .that()
          .resideInAPackage(CORE)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "org.jspecify.annotations", CORE)
          .because("what decides is a function of its arguments: no Vert.x, no JSON, no Redis");

  static final ArchRule CORE_SAYS_WHAT_MAY_BE_ABSENT =
      classes()
          .that()
          .resideInAPackage(CORE)
          .should(beInANullMarkedPackage())
          .because("NullAway looks only where package-info.java is @NullMarked");

  static final ArchRule CORE_TOUCHES_NOTHING =
      noClasses()
          .that()
          .resideInAPackage(CORE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.nio.file..", "java.net..", "java.util.concurrent.locks..")
          .orShould()
          .dependOnClassesThat()
          .haveNameMatching(
              "java\\.io\\.(File.*|RandomAccessFile)|java\\.time\\.(Clock|InstantSource)"
                  + "|java\\.util\\.Random|java\\.security\\.SecureRandom|java\\.lang\\.Thread")
          .orShould()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .because("time, chance and disks come in as arguments");

  static final ArchRule NO_PACKAGE_CYCLES =
      slices().matching("..tillwatch.(**)").should().beFreeOfCycles();

  static final ArchRule ACTORS_TALK_OVER_CHANNELS =
      slices()
          .assignedFrom(actors())
          .should()
          .notDependOnEachOther()
          .because("actors share core and talk over Channels");

  static final ArchRule TOOLS_STAND_BESIDE =
      noClasses()
          .that()
          .resideOutsideOfPackages("..tillwatch.tools..", "..tillwatch.edge.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..tillwatch.tools..")
          .because("a node runs without its demo and its benches");

  static final ArchRule EVENT_BUS_ONLY_IN_BUS =
      noClasses()
          .that()
          .resideOutsideOfPackage("..edge.bus..")
          .should()
          .callMethodWhere(target(name("eventBus")))
          .because("addresses and codecs are in one catalogue, bus.Channels");

  static final ArchRule NO_LOOSE_JSON =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveNameMatching("io\\.vertx\\.core\\.json\\.Json(Object|Array)")
          .because("actors pass records, and what is answered is a record too");

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

  private static ArchCondition<JavaClass> beInANullMarkedPackage() {
    return new ArchCondition<>("be in a @NullMarked package") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
        String found = type.getPackageName() + (marked ? " is" : " is not") + " @NullMarked";
        events.add(new SimpleConditionEvent(type, marked, found));
      }
    };
  }

  private static SliceAssignment actors() {
    return new SliceAssignment() {
      @Override
      public String getDescription() {
        return "actors";
      }

      @Override
      public SliceIdentifier getIdentifierOf(JavaClass type) {
        Matcher actor = ACTOR.matcher(type.getPackageName());
        return actor.matches() ? SliceIdentifier.of(actor.group(1)) : SliceIdentifier.ignore();
      }
    };
  }

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
