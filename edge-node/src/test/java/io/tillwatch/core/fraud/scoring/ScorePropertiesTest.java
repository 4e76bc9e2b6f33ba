package io.tillwatch.core.fraud.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.fraud.Contribution;
import io.tillwatch.core.fraud.Decision;
import io.tillwatch.core.fraud.EvidenceGroup;
import io.tillwatch.core.fraud.ScoreThresholds;
import io.tillwatch.core.fraud.rules.Hit;
import io.tillwatch.core.fraud.rules.MitigationEffect;
import io.tillwatch.core.fraud.rules.Rule;
import io.tillwatch.core.fraud.rules.RuleCatalogue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must hold for any hits, tried with seeded ones. */
class ScorePropertiesTest {
  private static final int CASES = 2_000;

  private static Hit anyHit(Random random, EvidenceGroup group, boolean mayBeFloor) {
    List<Rule> rules =
        RuleCatalogue.RULES.stream().filter(r -> group == null || r.group() == group).toList();
    Rule rule = rules.get(random.nextInt(rules.size()));
    boolean floor = mayBeFloor && random.nextInt(6) == 0;
    return new Hit(
        rule.code(), rule.group(), 1 + random.nextInt(100), floor, false, null, List.of());
  }

  private static List<Hit> anyHits(Random random, EvidenceGroup group, boolean mayBeFloor) {
    List<Hit> hits = new ArrayList<>();
    for (int i = random.nextInt(6); i >= 0; i--) {
      hits.add(anyHit(random, group, mayBeFloor));
    }
    return hits;
  }

  private static MitigationEffect anyRelief(Random random) {
    MitigationEffect effect = new MitigationEffect();
    for (EvidenceGroup group : EvidenceGroup.values()) {
      if (group != EvidenceGroup.LEDGER && random.nextInt(4) == 0) {
        effect.scale(group, random.nextInt(1001)).cap(group, random.nextInt(101));
      }
    }
    return effect;
  }

  private static int score(List<Hit> hits, MitigationEffect effect) {
    return Score.of(hits, effect, ScoreThresholds.STANDARD).value();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void anotherHitNeverLowersAScore(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < CASES; i++) {
      List<Hit> hits = anyHits(random, null, true);
      MitigationEffect effect = anyRelief(random);
      int before = score(hits, effect);
      hits.add(anyHit(random, null, true));

      assertThat(score(hits, effect)).as("seed %d: %s", seed, hits).isGreaterThanOrEqualTo(before);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 5})
  void noSingleSoftGroupPassesEightyFour(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < CASES; i++) {
      EvidenceGroup group = EvidenceGroup.values()[random.nextInt(EvidenceGroup.values().length)];

      assertThat(score(anyHits(random, group, false), new MitigationEffect()))
          .isLessThanOrEqualTo(84);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {12, 13})
  void opinionsFromOutsideHoldNothingAlone(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < CASES; i++) {
      int score = score(anyHits(random, EvidenceGroup.MODEL, false), new MitigationEffect());

      assertThat(ScoreThresholds.STANDARD.decide(score)).isEqualTo(Decision.APPROVE);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {6, 7})
  void blocksOnlyByAHardFactOrTwoGroups(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < CASES; i++) {
      List<Hit> hits = anyHits(random, null, true);
      Score score = Score.of(hits, anyRelief(random), ScoreThresholds.STANDARD);
      if (ScoreThresholds.STANDARD.decide(score.value()) == Decision.BLOCK) {
        assertThat(hits.stream().anyMatch(Hit::floor) || score.contributions().size() >= 2)
            .isTrue();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {8, 9})
  void doesNotDependOnTheOrderOfHits(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < CASES; i++) {
      List<Hit> hits = anyHits(random, null, true);
      MitigationEffect effect = anyRelief(random);
      int before = score(hits, effect);
      Collections.shuffle(hits, random);

      assertThat(score(hits, effect)).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {10, 11})
  void listsAContributionForEveryGroupThatWeighsAnything(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < CASES; i++) {
      List<Hit> hits = anyHits(random, null, false);
      Set<EvidenceGroup> groups = new HashSet<>();
      hits.forEach(hit -> groups.add(hit.group()));

      assertThat(Score.of(hits, new MitigationEffect(), ScoreThresholds.STANDARD).contributions())
          .extracting(Contribution::group)
          .containsExactlyInAnyOrderElementsOf(groups);
    }
  }
}
