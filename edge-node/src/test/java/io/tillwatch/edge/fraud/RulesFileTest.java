package io.tillwatch.edge.fraud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tillwatch.core.fraud.InvalidRulesException;
import io.tillwatch.core.fraud.ReasonCode;
import io.tillwatch.core.fraud.RuleMode;
import io.tillwatch.core.fraud.scoring.Rules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RulesFileTest {
  private static final Path SHIPPED = Path.of("..", "conf", "rules.yaml");
  private static String yaml;

  @BeforeAll
  static void readTheShippedRules() throws IOException {
    yaml = Files.readString(SHIPPED);
  }

  private static void refuses(String from, String to, String... words) {
    assertThat(yaml).contains(from);
    assertThatThrownBy(() -> RulesFile.parse(yaml.replaceFirst(from, to)))
        .isInstanceOf(InvalidRulesException.class)
        .satisfies(e -> assertThat(e.getMessage()).contains(words));
  }

  @Test
  void theShippedFileIsTheCatalogueAsItIsMeant() {
    assertThat(RulesFile.read(SHIPPED)).isEqualTo(Rules.standard());
  }

  @Test
  void theFileOfTheVersionBeforeIsReadAndWhatCameSinceIsAsShipped() {
    Path before = Path.of("src", "test", "resources", "rules", "before.yaml");

    assertThat(RulesFile.read(before)).isEqualTo(Rules.standard());
  }

  @Test
  void anotherNumberIsAnotherVersion() {
    Rules rules = RulesFile.parse(yaml.replace("block: 85", "block: 90"));

    assertThat(rules.version()).isNotEqualTo(Rules.standard().version());
  }

  @Test
  void aRuleIsSwitchedOffOrPutOnTrial() {
    String off = yaml.replace("code: VELOCITY\n    mode: active", "code: VELOCITY\n    mode: off");

    assertThat(RulesFile.parse(off.replace("mode: off", "enabled: false")).of(ReasonCode.VELOCITY))
        .satisfies(settings -> assertThat(settings.mode()).isEqualTo(RuleMode.OFF));
    assertThat(
            RulesFile.parse(off.replace("mode: off", "mode: shadow"))
                .of(ReasonCode.VELOCITY)
                .mode())
        .isEqualTo(RuleMode.SHADOW);
  }

  @Test
  void namesAnUnknownRuleAndTheOneThatWasMeant() {
    refuses("code: VELOCITY", "code: VELOCTIY", "VELOCTIY", "did you mean VELOCITY?");
  }

  @Test
  void namesAnUnknownParameter() {
    refuses("graceMinutes: 10", "graceMinute: 10", "CLOSING_TIME", "did you mean graceMinutes?");
  }

  @Test
  void namesAnUnknownThreshold() {
    refuses("block: 85", "blok: 85", "blok", "did you mean block?");
  }

  @Test
  void refusesThresholdsThatCross() {
    refuses("review: 60", "review: 95", "review must be below block");
  }

  @Test
  void refusesPointsOutOfRange() {
    refuses("points: 88", "points: 188", "RECEIPT_UNKNOWN", "0..100");
  }

  @Test
  void refusesAParameterOutOfRange() {
    refuses("roadKmh: 130", "roadKmh: 3", "IMPOSSIBLE_TRAVEL", "roadKmh", "10..1000");
  }

  @Test
  void refusesWhatIsNoWholeNumber() {
    refuses("roadKmh: 130", "roadKmh: fast", "roadKmh must be a whole number");
  }

  @Test
  void refusesARuleThatStandsTwice() {
    refuses("code: VELOCITY", "code: RAPID_RETURN", "RAPID_RETURN stands twice");
  }

  @Test
  void refusesAFileThatForgetsARule() {
    assertThatThrownBy(
            () ->
                RulesFile.parse("thresholds: {review: 60, block: 85}\nrules: []\nmitigations: []"))
        .hasMessageContaining("ALREADY_REFUNDED")
        .hasMessageContaining("enabled: false");
  }

  @Test
  void refusesWhatIsNoYaml() {
    assertThatThrownBy(() -> RulesFile.parse("thresholds:\n  review: 60\nrules: ["))
        .isInstanceOf(InvalidRulesException.class)
        .hasMessageContaining("line 3");
    assertThatThrownBy(() -> RulesFile.parse("")).isInstanceOf(InvalidRulesException.class);
  }
}
