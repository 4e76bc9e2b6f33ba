package io.tillwatch.edge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/**
 * Honest customers through {@code evaluate}: as good as none is refused, few are held for anything
 * but a picture. {@code -Dtillwatch.honest=N} sets how many transactions; the soak run takes
 * 200,000.
 */
class HonestShoppersTest {
  private static final int COUNT = Integer.getInteger("tillwatch.honest", 20_000);

  @ParameterizedTest
  @ValueSource(longs = {20261126, 7})
  void areServed(long seed) throws IOException {
    List<String> stream = new HonestShoppers(seed).lines(COUNT);

    Figures figures = new Figures(evaluate(stream));

    System.out.println("seed " + seed + ": " + figures);
    assertThat(figures.sales + figures.returns).isGreaterThanOrEqualTo(COUNT);
    assertThat(figures.returns).as("%s", figures).isGreaterThan(COUNT / 12);
    assertThat(figures.blocked).as("%s", figures).isLessThanOrEqualTo(COUNT / 2_000);
    assertThat(figures.heldWithoutRemedy)
        .as("%s", figures)
        .isLessThanOrEqualTo(figures.returns / 100);
    assertThat(figures.typosRefused).as("%s", figures).isEqualTo(figures.typos).isPositive();
  }

  private static List<String> evaluate(List<String> stream) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 24);
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    byte[] in = String.join("\n", stream).getBytes(StandardCharsets.UTF_8);
    EvaluateCommand command =
        new EvaluateCommand(
            new ByteArrayInputStream(in), out, new PrintStream(err, true, StandardCharsets.UTF_8));
    int exit = new CommandLine(command).execute("--rules", "../conf/rules.yaml");
    assertThat(exit).as(err.toString(StandardCharsets.UTF_8)).isZero();
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  /** What became of them. */
  private static final class Figures {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final Map<String, Integer> reasons = new TreeMap<>();
    private int sales;
    private int returns;
    private int typos;
    private int typosRefused;
    private int blocked;
    private int held;
    private int heldWithoutRemedy;

    Figures(List<String> answers) throws IOException {
      for (String line : answers) {
        take(JSON.readTree(line));
      }
    }

    private void take(JsonNode answer) {
      String id = answer.path("id").asText();
      String decision = answer.path("decision").asText();
      if (id.startsWith("typo")) {
        typos++;
        typosRefused += decision.equals("BLOCK") ? 1 : 0;
        return;
      }
      sales += id.startsWith("s") ? 1 : 0;
      returns += id.startsWith("r") ? 1 : 0;
      boolean isHeld = decision.equals("REVIEW");
      blocked += decision.equals("BLOCK") ? 1 : 0;
      held += isHeld ? 1 : 0;
      heldWithoutRemedy +=
          isHeld && !answer.path("remedy").asText().equals("CAPTURE_PHOTO") ? 1 : 0;
      if (!decision.equals("APPROVE")) {
        List<String> codes = new ArrayList<>();
        answer
            .path("reasons")
            .forEach(r -> codes.add(r.path("code").asText() + " " + r.path("points").asInt()));
        reasons.merge(decision + " " + codes, 1, Integer::sum);
      }
    }

    @Override
    public String toString() {
      return String.format(
          "%d sales, %d returns, %d mistyped tries; blocked %d, held %d, of these without"
              + " CAPTURE_PHOTO %d; %s",
          sales, returns, typos, blocked, held, heldWithoutRemedy, reasons);
    }
  }
}
