package io.tillwatch.archunit;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Private words that were names once and gave way to standard terms; see docs/glossary.md. Of
 * nested types only the names that nobody else would choose are looked at.
 */
final class OldNames {
  private static final Set<String> TYPES =
      Set.of(
          """
          HeardUpTo HeardMarks HeardBoard PushLane OriginFeed KnownLog EpochLadder Stretch Stretches
          Rivals Farewell Departure Heritage Inherit ToldGate LostAnswers FlawBoard LogFlaws
          PastVerticle PastReader PastQuery KnownMembers CarriedFact FactBodies StoreMark Ways
          WayChoice Alarms StatusBoard Turns TakenOver LineTake Listing Sync Door ClusterDoor
          LedgerFacts LedgerWord Judgement AssessQuestion PostHoc Opinions Standing Names Spelling
          SharedNames Combining Findings Gate Keyring Attempts Texts Unreadable Facts Reply
          RedisFacts PortOccupant GoodsBack
          Absence Agreement AlertScreen BlazeFaceSighting Callers Clients ClockWatch ContactWatch
          Desk DoubleRefundWatch EarlierTries EventBusFrames FailedHellos Families FindingWatch
          ForgottenGrants FrameGlance FrameOwner FrameWatch HangUp HeardAt HeldSettler Hold Journal
          KeptPhoto Likeness LineHead Lines Listed LocalAccess MachineClock MayBeAbsent MoneyBook
          MoneyJudge Namespaces NodeNews NotAPictureException NotAgreedException OfNode
          OldReferences OutsideRules Pace Pairings PastRefunds PersonFacts PictureFrames PlainPhotos
          PlainTime Prepare PreparedOps Rates ReadOp ReceiptSpellings RedisFitness RedisWatch
          RefusalPause Refusals RefusedTries Relief RespProbe Rows SalvageTurn SalvageTurns
          Salvaging SecondNodeException Serials SessionMint SquareView StartLinks StreamTime Tally
          Tap Told TransportCalls Tries TrimRules Tuning Way WireFormat WireForms Workshop
          Group
          """
              .strip()
              .split("\\s+"));

  /** Plain words that are right for a part of something, and were too little for a class. */
  private static final Set<String> TOP_LEVEL_TYPES =
      Set.of(
          "Contact", "Fact", "Frames", "InForce", "Mode", "Mark", "Finding", "Call", "Stamps",
          "Waiting");

  private static final Pattern SUFFIX = Pattern.compile(".*Desk");

  private static final Set<String> METHODS =
      Set.of(
          "inTurn",
          "knock",
          "behindTheDoors",
          "glance",
          "onPrepare",
          "look",
          "lookedAt",
          "tell",
          "doors",
          "hear",
          "rivalOf",
          "stretch",
          "departure",
          "isInherited");

  /** What is said of a socket, or of a request, and was said of the bus. */
  private static final Set<String> METHODS_OF_THE_BUS = Set.of("listen", "answer");

  private static final Pattern CHANNELS = Pattern.compile("(.*_)?PAST|TOLD|HEARD(_UP_TO)?|INHERIT");

  private OldNames() {}

  static ArchCondition<JavaClass> haveNone() {
    return new ArchCondition<>("have no name that was given up") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        events.add(
            new SimpleConditionEvent(type, !isOld(type), type.getName() + " is an old name"));
        for (JavaMethod method : type.getMethods()) {
          boolean old = METHODS.contains(method.getName()) || isOldOfTheBus(type, method);
          events.add(
              new SimpleConditionEvent(method, !old, method.getFullName() + " is an old name"));
        }
        for (JavaField field : type.getFields()) {
          boolean old = isOldOfTheBus(type, field);
          events.add(
              new SimpleConditionEvent(field, !old, field.getFullName() + " is an old name"));
        }
      }
    };
  }

  private static boolean isOldOfTheBus(JavaClass type, JavaMethod method) {
    return ofTheBus(type) && METHODS_OF_THE_BUS.contains(method.getName());
  }

  private static boolean isOldOfTheBus(JavaClass type, JavaField field) {
    return ofTheBus(type) && CHANNELS.matcher(field.getName()).matches();
  }

  private static boolean ofTheBus(JavaClass type) {
    return Set.of("Bus", "Channels", "StoreChannels").contains(type.getSimpleName());
  }

  private static boolean isOld(JavaClass type) {
    String name = type.getSimpleName();
    // a test is named after what it tests
    return Stream.of(name, name.replaceFirst("(Test|IT)$", ""))
        .anyMatch(
            word ->
                TYPES.contains(word)
                    || SUFFIX.matcher(word).matches()
                    || (type.isTopLevelClass() && TOP_LEVEL_TYPES.contains(word)));
  }
}
