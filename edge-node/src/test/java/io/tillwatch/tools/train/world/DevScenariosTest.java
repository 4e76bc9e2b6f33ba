package io.tillwatch.tools.train.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tillwatch.core.fraud.Assessment;
import io.tillwatch.core.fraud.Decision;
import io.tillwatch.core.fraud.ReasonCode;
import io.tillwatch.core.fraud.RetailContext;
import io.tillwatch.core.fraud.RuleFinding;
import io.tillwatch.core.fraud.RuleMode;
import io.tillwatch.core.fraud.exploration.Exploration;
import io.tillwatch.core.fraud.features.FeatureSet;
import io.tillwatch.core.fraud.model.ReturnModel;
import io.tillwatch.core.fraud.rules.ModelOpinion;
import io.tillwatch.core.fraud.rules.ModelOpinions;
import io.tillwatch.core.fraud.rules.RuleSettings;
import io.tillwatch.core.fraud.scoring.Replay;
import io.tillwatch.core.fraud.scoring.Rules;
import io.tillwatch.core.retail.Transaction;
import io.tillwatch.edge.fraud.model.XgboostModelFile;
import io.tillwatch.edge.fraud.replay.EventLines;
import io.tillwatch.tools.train.CalibratedModel;
import io.tillwatch.tools.train.TrainingRow;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The development scenarios, where they lie beside the project, judged with an active model that
 * learned in the made-up chain.
 */
class DevScenariosTest {
  private static final Path FOLDER = Path.of("../../shared/scenarios/dev");

  private static final WorldPlan PLAN = new WorldPlan(1, 4_000, 730, PlantedChange.NONE);

  private static ReturnModel trained() {
    return new ReturnModel(XgboostModelFile.read(trainedFile()));
  }

  /** What a model file holds that learned in the made-up chain. */
  static byte[] trainedFile() {
    ShopWorld world = ShopWorld.of(PLAN);
    List<JudgedReturn> returns = WorldRun.of(world, Rules.standard(), Exploration.OFF);
    List<TrainingRow> rows =
        returns.stream().map(KnownLabels.of(returns, Shop.at(PLAN.days(), 0))).toList();
    return CalibratedModel.of(rows, JudgedReturn.MATURITY, step -> {}).file();
  }

  private static Map<String, Decision> decisions(Rules rules, @Nullable ReturnModel model)
      throws IOException {
    Map<String, Decision> decisions = new HashMap<>();
    Replay.Sink sink =
        new Replay.Sink() {
          @Override
          public void assessed(Transaction transaction, Assessment assessment) {
            decisions.put(transaction.id(), assessment.decision());
          }

          @Override
          public void found(RuleFinding finding) {
            // the same with and without a model
          }
        };
    Replay.Opinion opinion =
        model == null
            ? Replay.Opinion.NONE
            : dossier ->
                new ModelOpinions(
                    new ModelOpinion(model.hash(), model.score(FeatureSet.of(dossier)), List.of()),
                    null);
    try (InputStream in = Files.newInputStream(FOLDER.resolve("dev.jsonl"))) {
      new EventLines().read(in, new Play(rules, opinion, sink));
    }
    return decisions;
  }

  private static final class Play implements EventLines.Reader {
    private final Rules rules;
    private final Replay.Opinion opinion;
    private final Replay.Sink sink;
    private @Nullable Replay replay;

    Play(Rules rules, Replay.Opinion opinion, Replay.Sink sink) {
      this.rules = rules;
      this.opinion = opinion;
      this.sink = sink;
    }

    @Override
    public void context(RetailContext context) {
      if (replay == null) {
        replay = new Replay(context, rules, opinion, sink);
      } else {
        replay.change(context);
      }
    }

    @Override
    public void event(EventLines.Line line) {
      replay.play(line.event(), line.visibility());
    }
  }

  private static Rules active() {
    Rules rules = Rules.standard();
    RuleSettings shadow = rules.of(ReasonCode.MODEL);
    return rules.with(
        ReasonCode.MODEL, new RuleSettings(RuleMode.ACTIVE, shadow.points(), shadow.parameters()));
  }

  /** Honest customers who look odd are no part of what the model learned from. */
  @Test
  void aModelBlocksNobodyHonestSoftensNoFraudAndHoldsNobodyHonestMore() throws IOException {
    assumeTrue(Files.isDirectory(FOLDER), "no " + FOLDER.toAbsolutePath() + ": nothing is judged");
    Map<String, Decision> without = decisions(Rules.standard(), null);
    Map<String, Decision> with = decisions(active(), trained());
    assertThat(with).hasSameSizeAs(without);

    List<String> worse = new ArrayList<>();
    List<String> held = new ArrayList<>();
    for (JsonNode one :
        new ObjectMapper().readTree(FOLDER.resolve("dev-manifest.json").toFile()).get("cases")) {
      boolean fraud = one.get("label").asText().equals("FRAUD");
      List<JsonNode> honest = new ArrayList<>();
      one.get("honest").forEach(honest::add);
      if (!fraud) {
        one.get("judged").forEach(honest::add);
      }
      for (JsonNode id : one.get("judged")) {
        if (fraud && with.get(id.asText()).compareTo(without.get(id.asText())) < 0) {
          worse.add(id.asText());
        }
      }
      for (JsonNode id : honest) {
        Decision after = with.get(id.asText());
        if (after == Decision.BLOCK) {
          worse.add(id.asText());
        } else if (after != null && after.compareTo(without.get(id.asText())) > 0) {
          held.add(one.get("family").asText() + " " + id.asText());
        }
      }
    }
    assertThat(worse).isEmpty();
    assertThat(held).isEmpty();
  }
}
