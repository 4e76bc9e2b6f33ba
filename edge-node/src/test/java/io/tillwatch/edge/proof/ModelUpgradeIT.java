package io.tillwatch.edge.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tillwatch.core.oplog.Sha256;
import io.tillwatch.edge.support.Await;
import io.tillwatch.edge.support.ModelFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Of three stores one still runs a version that knows no models while the others bring and promote
 * one. It judges by rules, keeps the facts and hands them on; after its upgrade it scores with the
 * same champion. In the soak run, from the version that {@link RollingUpgradeIT} starts from.
 */
@Tag("proof")
class ModelUpgradeIT {
  private static final List<String> STORES = List.of("store-a", "store-b", "store-c");
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final byte[] MODEL = ModelFiles.ofAmounts(1.1);
  private static final String HASH = Sha256.hex(MODEL);

  /**
   * What {@link ModelFiles#ofAmounts} says of one shirt of somebody who returned nothing lately.
   */
  private static final int POINTS = 18;

  @Test
  void aStoreOfTheVersionBeforeKeepsAndForwardsModelsAndScoresWithThemOnceItIsUpgraded(
      @TempDir Path dir) throws IOException {
    Path jar = OldBuild.given(dir, "ModelUpgradeIT");
    try (ProcessGroup group = new ProcessGroup(dir, STORES, GroupOptions.direct())) {
      NodeProcess a = group.node("store-a");
      NodeProcess old = group.node("store-b");
      NodeProcess c = group.node("store-c");
      prepare(group, old, jar, dir);
      group.start();

      // When two people of upgraded stores promote a model
      bring(a, MODEL);
      Await.until("C has it", PATIENCE, () -> HASH.equals(text(c, "challenger")));
      promote(a);
      Await.until("C has the proposal", PATIENCE, () -> models(c).path("proposal").isObject());
      promote(c);
      Await.until("A has a champion", PATIENCE, () -> HASH.equals(text(a, "champion")));
      group.awaitEqual(PATIENCE);

      // Then they score with it, and the old store judges by rules
      assertThat(pointsOf(a)).isEqualTo(POINTS);
      assertThat(pointsOf(c)).isEqualTo(POINTS);
      assertThat(pointsOf(old)).isZero();

      // When another model is brought while C is away, and A goes before C comes back
      group.awaitEqual(PATIENCE);
      c.close();
      byte[] other = ModelFiles.ofAmounts(0.3);
      bring(a, other);
      Await.until("the old store has it", PATIENCE, () -> levelWith(a, old));
      a.close();
      c.start();

      // Then C has it from the old store
      Await.until(
          "C has it from B", PATIENCE, () -> Sha256.hex(other).equals(text(c, "challenger")));
      assertThat(text(c, "champion")).isEqualTo(HASH);

      // When the old store is upgraded while nobody else could tell it, then it knows and scores
      c.close();
      old.close();
      old.runningThisBuild();
      old.with("TILLWATCH_CLUSTER_ACCEPT_OLD_FRAMES", "true");
      old.start();
      assertThat(text(old, "champion")).isEqualTo(HASH);
      assertThat(text(old, "challenger")).isEqualTo(Sha256.hex(other));
      a.start();
      Await.until("A and B talk", PATIENCE, () -> old.till().isConnectedTo(1));
      assertThat(pointsOf(old)).isEqualTo(POINTS);
      assertThat(pointsOf(a)).isEqualTo(POINTS);
    }
  }

  /** Every store judges by the ledger's rules and, where it can, by a model. */
  private static void prepare(ProcessGroup group, NodeProcess old, Path jar, Path dir)
      throws IOException {
    Path conf = jar.resolve("../../../conf").normalize();
    Path rules = GenerousRules.write(conf.resolve("rules.yaml"), dir.resolve("kept.yaml"), 1);
    String text = Files.readString(rules);
    String weighed =
        text.replaceAll(
            "- code: MODEL\n *enabled: false\n *mode: shadow", "- code: MODEL\n    mode: active");
    assertThat(weighed).isNotEqualTo(text);
    Files.writeString(rules, weighed);
    for (NodeProcess node : group.nodes()) {
      node.with("TILLWATCH_FRAUD_RULES_FILE", rules.toString());
      node.with("TILLWATCH_FRAUD_CATALOG_FILE", conf.resolve("catalog.yaml").toString());
      if (node == old) {
        node.running(jar);
      } else {
        node.with("TILLWATCH_CLUSTER_ACCEPT_OLD_FRAMES", "true");
      }
    }
  }

  private static JsonNode models(NodeProcess node) {
    return node.till().get("/api/v1/models");
  }

  private static String text(NodeProcess node, String field) {
    return models(node).path(field).asText();
  }

  private static void bring(NodeProcess node, byte[] model) {
    post(node, "/api/v1/models", new String(model, StandardCharsets.UTF_8));
  }

  private static void promote(NodeProcess node) {
    post(node, "/api/v1/models/" + HASH + "/promotion", "{}");
  }

  private static void post(NodeProcess node, String path, String body) {
    Till.Answer answer =
        node.till().post(path, "admin", UUID.randomUUID().toString(), body).orElseThrow();
    assertThat(answer.status()).as(answer.body().toString()).isBetween(200, 201);
  }

  private static boolean levelWith(NodeProcess one, NodeProcess other) {
    return one.till().positions().equals(other.till().positions());
  }

  /**
   * What the rule MODEL gives a return of one shirt that was bought there; 0 where it is silent.
   */
  private static int pointsOf(NodeProcess node) {
    String customer = "U-" + UUID.randomUUID();
    Till.Answer sale = node.till().sell(UUID.randomUUID().toString(), customer).orElseThrow();
    Till.Answer back =
        node.till().takeBack(UUID.randomUUID().toString(), customer, sale.receipt()).orElseThrow();
    assertThat(back.status()).as(back.body().toString()).isEqualTo(201);
    for (JsonNode reason : back.body().path("assessment").path("reasons")) {
      if (reason.path("code").asText().equals("MODEL")) {
        return reason.path("points").asInt();
      }
    }
    return 0;
  }
}
