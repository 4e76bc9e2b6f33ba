package io.tillwatch.archunit;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameStartingWith;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
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
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.opencv.dnn.Dnn;
import org.opencv.objdetect.FaceDetectorYN;
import org.opencv.objdetect.FaceRecognizerSF;

/** The lines that the build holds. */
final class Architecture {
  private static final String CORE = "..tillwatch.core..";
  private static final int MOST_VALUES = 8;
  private static final Pattern ACTOR =
      Pattern.compile(
          ".*tillwatch\\.edge\\.(alerts|analytics|camera|checkout|fraud|ledger|photos|replication|web)"
              + "(\\..*)?");

  /** What a method of the JDK looks up by itself. */
  private static final Pattern OUTWARD_CALLS =
      Pattern.compile(
          "java\\.time\\..*\\.(now|systemDefault)"
              + "|java\\.lang\\.(Strict)?Math\\.random"
              + "|java\\.lang\\.System\\.(nanoTime|currentTimeMillis|getenv|getProperty|getProperties)"
              + "|java\\.util\\.UUID\\.randomUUID"
              + "|java\\.util\\.Locale\\.getDefault"
              + "|java\\.util\\.Collections\\.shuffle");

  static final ArchRule CORE_DECIDES =
      classes()
          .that()
          .resideInAPackage(CORE)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "org.jspecify.annotations", CORE)
          .because("what decides is a function of its arguments: no Vert.x, no JSON, no Redis");

  static final ArchRule SAYS_WHAT_MAY_BE_ABSENT =
      classes()
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
              "java\\.io\\.(File.*|RandomAccessFile)"
                  + "|java\\.time\\.(Clock|InstantSource)"
                  + "|java\\.util\\.(.*Random|Timer|TimeZone|Date)"
                  + "|java\\.util\\.random\\..*"
                  + "|java\\.util\\.concurrent\\.(ThreadLocalRandom|Executors)"
                  + "|java\\.security\\.SecureRandom"
                  + "|java\\.lang\\.(Thread|Process.*|Runtime)")
          .orShould()
          .callMethodWhere(
              DescribedPredicate.describe(
                  "asks for time, chance or the machine",
                  call ->
                      OUTWARD_CALLS
                          .matcher(call.getTargetOwner().getName() + "." + call.getName())
                          .matches()))
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
          .because("addresses and codecs are in one place, bus.Channels and bus.StoreChannels");

  static final ArchRule NO_LOOSE_JSON =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveNameMatching("io\\.vertx\\.core\\.json\\.Json(Object|Array)")
          .because("actors pass records, and what is answered is a record too");

  static final ArchRule NOBODY_SLEEPS =
      noClasses()
          .should()
          .callMethodWhere(target(name("sleep")).and(target(owner(type(Thread.class)))))
          .orShould()
          .callMethod(java.util.concurrent.TimeUnit.class, "sleep", long.class)
          .because("a condition is awaited, never a time");

  static final ArchRule NETWORKS_ARE_READ_ALONE =
      noClasses()
          .that()
          .doNotHaveSimpleName("NetworkReader")
          .should()
          .callMethodWhere(target(nameStartingWith("readNet")).and(target(owner(type(Dnn.class)))))
          .orShould()
          .callMethodWhere(target(name("create")).and(target(owner(type(FaceDetectorYN.class)))))
          .orShould()
          .callMethodWhere(target(name("create")).and(target(owner(type(FaceRecognizerSF.class)))))
          .because("two threads that read their first network at once end the process");

  static final ArchRule NAMES_SAY_WHAT_THINGS_ARE =
      noClasses()
          .should()
          .haveNameMatching(".*(Manager|Helper|Utils?|Impl)")
          .because("such a name could stand on anything");

  static final ArchRule NO_OLD_NAMES =
      classes()
          .should(OldNames.haveNone())
          .because("one thing has one name, and it is the field's");

  static final ArchRule MADE_OF_FEW_VALUES =
      classes()
          .that()
          .areNotEnums()
          .and()
          // their records are the fields of JSON
          .resideOutsideOfPackages("..edge.web.answer..", "..edge.codec..")
          .should(beMadeOfEightValuesAtMost())
          .because("of nine values in a row two are mistaken for each other; nest records");

  static final ArchRule LONG_CONSTRUCTORS_ARE_CALLED_AT_HOME =
      noClasses()
          .should()
          .callConstructorWhere(isLongAndOfAnotherFile())
          .because("a record of many fields is made by its builder, or read from a format");

  /**
   * Records whose components are the fields of a format that others read, each with that format.
   * Nested, the bytes would be others.
   */
  private static final Map<String, String> FIELDS_OF_A_FORMAT =
      Map.ofEntries(
          Map.entry("io.tillwatch.core.oplog.Op", "an op in a log"),
          Map.entry("io.tillwatch.core.retail.Sale", "a fact in the body of an op"),
          Map.entry("io.tillwatch.core.retail.Return", "a fact in the body of an op"),
          Map.entry("io.tillwatch.core.retail.ListEntry", "a fact in the body of an op"),
          Map.entry("io.tillwatch.core.photos.Photo", "a fact in the body of an op"),
          Map.entry(
              "io.tillwatch.core.retail.PhotoEvidence", "a part of a sale's or return's fact"),
          Map.entry("io.tillwatch.core.fraud.Assessment", "a part of a sale's or return's fact"),
          Map.entry(
              "io.tillwatch.core.checkout.DoubleRefundFinding", "a fact in the body of an op"),
          Map.entry("io.tillwatch.core.checkout.SaleRequest", "the body of POST /sales"),
          Map.entry("io.tillwatch.core.checkout.ReturnRequest", "the body of POST /returns"),
          Map.entry("io.tillwatch.tools.demo.Report", "the report that the demo writes"),
          Map.entry("io.tillwatch.tools.demo.Report$StepReport", "a step of that report"),
          Map.entry("io.tillwatch.edge.config.EdgeConfig", "the settings of edge.yaml"),
          Map.entry("io.tillwatch.edge.config.ClusterConfig", "cluster: of edge.yaml"),
          Map.entry("io.tillwatch.edge.config.RedisConfig", "redis: of edge.yaml"));

  private Architecture() {}

  private static ArchCondition<JavaClass> beMadeOfEightValuesAtMost() {
    return new ArchCondition<>("be made of " + MOST_VALUES + " values at most") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        int values = values(type);
        boolean few = values <= MOST_VALUES || FIELDS_OF_A_FORMAT.containsKey(type.getName());
        events.add(new SimpleConditionEvent(type, few, type.getName() + " is made of " + values));
      }
    };
  }

  /** Records that need no leave of {@link #FIELDS_OF_A_FORMAT}, or are no more. */
  static List<String> leavesThatNobodyNeeds(JavaClasses all) {
    return FIELDS_OF_A_FORMAT.keySet().stream()
        .filter(name -> !all.contain(name) || values(all.get(name)) <= MOST_VALUES)
        .sorted()
        .toList();
  }

  private static int values(JavaClass type) {
    return type.getConstructors().stream()
        .mapToInt(made -> made.getRawParameterTypes().size())
        .max()
        .orElse(0);
  }

  private static DescribedPredicate<JavaConstructorCall> isLongAndOfAnotherFile() {
    return DescribedPredicate.describe(
        "takes more than " + MOST_VALUES + " values and stands in another file",
        call -> {
          String file = file(call.getTargetOwner());
          return file.startsWith("io.tillwatch.")
              && call.getTarget().getRawParameterTypes().size() > MOST_VALUES
              && !file.equals(file(call.getOriginOwner()));
        });
  }

  /** The outermost class, which names the file. */
  private static String file(JavaClass type) {
    return type.getName().replaceFirst("\\$.*", "");
  }

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
