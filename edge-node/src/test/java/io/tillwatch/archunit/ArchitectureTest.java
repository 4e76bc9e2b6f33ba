package io.tillwatch.archunit;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.tillwatch.archunit.bad.Report;
import io.tillwatch.archunit.bad.tillwatch.core.OutwardModel;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule holds for the project, and was seen to fail for classes that break it. */
class ArchitectureTest {
  private static final JavaClasses PROJECT =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.tillwatch");

  private static final JavaClasses PROJECT_AND_TESTS =
      new ClassFileImporter()
          .withImportOption(location -> !location.contains("/archunit/bad/"))
          .importPackages("io.tillwatch");

  private static final JavaClasses BAD =
      new ClassFileImporter().importPackages("io.tillwatch.archunit.bad");

  static Stream<Named<ArchRule>> rules() {
    return Stream.of(
        Named.of("core decides", Architecture.CORE_DECIDES),
        Named.of("says what may be absent", Architecture.SAYS_WHAT_MAY_BE_ABSENT),
        Named.of("core touches nothing", Architecture.CORE_TOUCHES_NOTHING),
        Named.of("no package cycles", Architecture.NO_PACKAGE_CYCLES),
        Named.of("actors talk over channels", Architecture.ACTORS_TALK_OVER_CHANNELS),
        Named.of("tools stand beside", Architecture.TOOLS_STAND_BESIDE),
        Named.of("event bus only in bus", Architecture.EVENT_BUS_ONLY_IN_BUS),
        Named.of("no loose JSON", Architecture.NO_LOOSE_JSON),
        Named.of("nobody sleeps", Architecture.NOBODY_SLEEPS),
        Named.of("networks are read alone", Architecture.NETWORKS_ARE_READ_ALONE),
        Named.of("made of few values", Architecture.MADE_OF_FEW_VALUES),
        Named.of("long constructors at home", Architecture.LONG_CONSTRUCTORS_ARE_CALLED_AT_HOME),
        Named.of("names say what things are", Architecture.NAMES_SAY_WHAT_THINGS_ARE),
        Named.of("no old names", Architecture.NO_OLD_NAMES));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void holdsForTheProject(ArchRule rule) {
    rule.check(PROJECT);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void isSeenToFailForAClassThatBreaksIt(ArchRule rule) {
    assertThat(rule.evaluate(BAD).hasViolation()).isTrue();
  }

  @Test
  void hasNoOldNamesInTestsEither() {
    Architecture.NO_OLD_NAMES.check(PROJECT_AND_TESTS);
  }

  @Test
  void callsLongConstructorsAtHomeInTestsToo() {
    Architecture.LONG_CONSTRUCTORS_ARE_CALLED_AT_HOME.check(PROJECT_AND_TESTS);
  }

  @Test
  void findsEachWayInWhichCoreCouldLookOutside() {
    String found = Architecture.CORE_TOUCHES_NOTHING.evaluate(BAD).getFailureReport().toString();

    assertThat(OutwardModel.class.getDeclaredMethods()).hasSizeGreaterThan(10);
    for (Method way : OutwardModel.class.getDeclaredMethods()) {
      assertThat(found).contains("OutwardModel." + way.getName() + "(");
    }
  }

  @Test
  void letsNoRecordBeLongByItsSimpleNameAlone() {
    assertThat(Architecture.leavesThatNobodyNeeds(PROJECT)).isEmpty();
    assertThat(Architecture.MADE_OF_FEW_VALUES.evaluate(BAD).getFailureReport().toString())
        .contains(Report.class.getName());
  }

  @Test
  void sleepsInNoTestEither() {
    Architecture.NOBODY_SLEEPS.check(PROJECT_AND_TESTS);
  }

  @Test
  void writesRedisKeysInOnePlace() {
    assertThat(Architecture.filesThatWriteRedisKeys(Path.of("src/main"))).isEmpty();
  }

  @Test
  void isSeenToFindARedisKeyWrittenElsewhere() {
    Path bad = Path.of("src/test/java/io/tillwatch/archunit/bad");

    assertThat(Architecture.filesThatWriteRedisKeys(bad))
        .extracting(file -> file.getFileName().toString())
        .containsExactly("StrayKey.java");
  }
}
