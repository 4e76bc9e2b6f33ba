package io.tillwatch.edge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/**
 * A year of a real shop's invoices through {@code evaluate}; all its returns are taken for honest.
 * The data are no part of this repository: beside the checkout, in {@code ../shared/data/retail},
 * or where the system property {@code tillwatch.testData} says.
 */
class RealYearTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long HALF_HOUR = 1_800;

  @Test
  void itsCustomersAreServed() throws IOException {
    Optional<Path> data = year();
    Assumptions.assumeTrue(data.isPresent(), "no ../shared/data/retail/year.jsonl.gz");
    Visits with = new Visits();
    Visits without = new Visits();
    Map<String, String> decisions = evaluate(data.get());

    try (BufferedReader lines = new BufferedReader(reader(data.get()))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode event = JSON.readTree(line);
        if (event.path("type").asText().equals("RETURN")) {
          Visits visits = event.has("receiptNumber") ? with : without;
          visits.add(event, decisions.get(event.path("id").asText()));
        }
      }
    }

    System.out.println("with receipt: " + with + "; without: " + without);
    assertThat(with.all).hasSizeGreaterThan(3_000);
    assertThat(with.blocked).isEmpty();
    assertThat(with.held).hasSizeLessThanOrEqualTo(with.all.size() * 15 / 1_000);
    assertThat(without.all).hasSizeGreaterThan(500);
    assertThat(without.blocked).hasSizeLessThanOrEqualTo(without.all.size() * 2 / 100);
  }

  /** A visit: one customer within one half hour. */
  private static final class Visits {
    private final Set<String> all = new HashSet<>();
    private final Set<String> held = new HashSet<>();
    private final Set<String> blocked = new HashSet<>();

    void add(JsonNode event, String decision) {
      long halfHour = Instant.parse(event.path("at").asText()).getEpochSecond() / HALF_HOUR;
      String who = event.path("customerId").asText(event.path("id").asText());
      String visit = who + " " + halfHour;
      all.add(visit);
      if (decision.equals("REVIEW")) {
        held.add(visit);
      } else if (decision.equals("BLOCK")) {
        blocked.add(visit);
      }
    }

    @Override
    public String toString() {
      return all.size() + " visits, " + held.size() + " held, " + blocked.size() + " blocked";
    }
  }

  private static Map<String, String> evaluate(Path data) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    try (InputStream in = new GZIPInputStream(Files.newInputStream(data))) {
      EvaluateCommand command =
          new EvaluateCommand(in, out, new PrintStream(err, true, StandardCharsets.UTF_8));
      int exit = new CommandLine(command).execute("--rules", "../conf/rules.yaml");
      assertThat(exit).as(err.toString(StandardCharsets.UTF_8)).isZero();
    }
    Map<String, String> decisions = new HashMap<>();
    for (String line : out.toString(StandardCharsets.UTF_8).lines().toList()) {
      JsonNode answer = JSON.readTree(line);
      if (!answer.path("postHoc").asBoolean()) {
        decisions.put(answer.path("id").asText(), answer.path("decision").asText());
      }
    }
    return decisions;
  }

  private static InputStreamReader reader(Path data) throws IOException {
    return new InputStreamReader(
        new GZIPInputStream(Files.newInputStream(data)), StandardCharsets.UTF_8);
  }

  /** The file; says loudly when it is absent, so that nobody takes a skipped test for a pass. */
  private static Optional<Path> year() {
    String set = System.getProperty("tillwatch.testData");
    List<Path> candidates =
        set != null
            ? List.of(Path.of(set))
            : List.of(Path.of("../shared/data"), Path.of("../../shared/data"));
    Optional<Path> found =
        candidates.stream()
            .map(folder -> folder.resolve("retail/year.jsonl.gz"))
            .filter(Files::isRegularFile)
            .findFirst();
    if (found.isEmpty()) {
      System.err.println(
          "\n*** NOT TESTED ON A REAL SHOP'S YEAR: expected "
              + candidates.get(0).resolve("retail/year.jsonl.gz")
              + " beside the checkout (or -Dtillwatch.testData=FOLDER), found none ***\n");
    }
    return found;
  }
}
