package io.tillwatch.tools.train.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The development scenarios, where they lie beside the project, changed in ways that must not
 * change what is decided, or not for the worse: other ids, other weeks, a stranger among the
 * customers, more proof. Judged by the command {@code evaluate} with a model that judges.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MetamorphicScenariosIT {
  private static final Path FOLDER = Path.of("../../shared/scenarios");
  private static final Path SCORE = FOLDER.resolve("score.py");
  private static final Path EVENTS = FOLDER.resolve("dev/dev.jsonl");
  private static final Path MANIFEST = FOLDER.resolve("dev/dev-manifest.json");
  private static final Path RULES = Path.of("../conf/rules.yaml");
  private static final String IN_SHADOW = "  - code: MODEL\n    mode: shadow\n";
  private static final int PATIENCE_MINUTES = 8;
  private static final ObjectMapper JSON = new ObjectMapper();

  private Path dir;
  private String withoutModel;
  private String withModel;

  @BeforeAll
  void train(@TempDir Path folder) throws IOException {
    dir = folder;
    assumeTrue(
        Files.isRegularFile(EVENTS), "no " + EVENTS.toAbsolutePath() + ": nothing is judged");
    String shipped = Files.readString(RULES);
    assertThat(shipped).contains(IN_SHADOW);
    Path active =
        Files.writeString(
            dir.resolve("active.yaml"),
            shipped.replace(IN_SHADOW, IN_SHADOW.replace("shadow", "active")));
    Path model = Files.write(dir.resolve("model.json"), DevScenariosTest.trainedFile());
    String evaluate =
        "'%s' -XX:+UseSerialGC io.tillwatch.edge.cli.Main evaluate"
            .formatted(Path.of(System.getProperty("java.home"), "bin", "java"));
    withoutModel = evaluate + " --rules '" + RULES.toAbsolutePath() + "'";
    withModel = evaluate + " --rules '" + active + "' --model '" + model + "'";
  }

  private String run(Path input, String... command) throws IOException {
    Path out = Files.createTempFile(dir, "out", ".json");
    Path log = Files.createTempFile(dir, "log", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(log.toFile());
    if (input != null) {
      builder.redirectInput(input.toFile());
    }
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    Process process = builder.start();
    try {
      if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError(
            "not done after " + PATIENCE_MINUTES + " min: " + List.of(command));
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      throw new IllegalStateException(e);
    }
    assertThat(process.exitValue()).as(Files.readString(log)).isLessThanOrEqualTo(1);
    return Files.readString(out);
  }

  private JsonNode score(String evaluate, String... more) throws IOException {
    List<String> command = new ArrayList<>(List.of("python3", SCORE.toString(), "--json"));
    command.addAll(List.of("--cmd", evaluate, "--file", EVENTS.toString()));
    command.addAll(List.of("--manifest", MANIFEST.toString()));
    command.addAll(List.of(more));
    return JSON.readTree(run(null, command.toArray(String[]::new)));
  }

  private static boolean isOnPath(String tool) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
  }

  @Test
  void noChangeThatMustNotMatterMattersWhereAModelJudges() throws IOException {
    assumeTrue(Files.isRegularFile(SCORE), "no " + SCORE.toAbsolutePath() + ": nothing is checked");
    assumeTrue(isOnPath("python3"), "no python3 on the PATH, which the checks need");

    JsonNode report = score(withModel);
    JsonNode rulesAlone = score(withoutModel, "--no-metamorphic");

    Map<String, JsonNode> checks = new HashMap<>();
    report.get("metamorphic").properties().forEach(e -> checks.put(e.getKey(), e.getValue()));
    assertThat(checks).hasSizeGreaterThanOrEqualTo(8).containsKeys("renaming-ids", "shift-weeks");
    assertThat(checks)
        .allSatisfy(
            (name, check) -> {
              assertThat(check.get("applied").asInt()).as(name).isPositive();
              if (!check.get("advisory").asBoolean()) {
                assertThat(check.get("violations")).as(name).isEmpty();
              }
            });
    assertThat(report.get("wrong")).isEmpty();
    assertThat(report.at("/overall/falseBlock/k").asInt()).isZero();
    assertThat(report.at("/background/falseBlock/k").asInt()).isZero();
    assertThat(report.get("answersOddCount").asInt()).isZero();
    // otherwise no model was checked at all
    assertThat(report.at("/overall/prevention/k").asInt())
        .isGreaterThan(rulesAlone.at("/overall/prevention/k").asInt());
  }

  @Test
  void theOrderOfTheLinesOfATransactionDoesNotMatter() throws IOException {
    Path reversed = dir.resolve("reversed.jsonl");
    int changed = 0;
    try (var out = Files.newBufferedWriter(reversed)) {
      for (String line : Files.readAllLines(EVENTS)) {
        ObjectNode event = (ObjectNode) JSON.readTree(line);
        if (event.path("lines").size() > 1) {
          List<JsonNode> lines = new ArrayList<>();
          event.get("lines").forEach(one -> lines.add(0, one));
          event.set("lines", ((ArrayNode) JSON.createArrayNode()).addAll(lines));
          changed++;
        }
        out.write(event + "\n");
      }
    }

    assertThat(changed).isGreaterThan(100);
    assertThat(answers(reversed)).isEqualTo(answers(EVENTS));
  }

  /** By id: scores and decisions, at once and afterwards. */
  private Map<String, String> answers(Path events) throws IOException {
    Map<String, String> answers = new HashMap<>();
    for (String line : run(events, "sh", "-c", withModel).lines().toList()) {
      JsonNode answer = JSON.readTree(line);
      answers.merge(
          answer.get("id").asText(),
          answer.get("score") + " " + answer.get("decision").asText(),
          (one, other) -> one + ", " + other);
    }
    return answers;
  }
}
