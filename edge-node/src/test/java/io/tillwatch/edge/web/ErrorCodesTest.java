package io.tillwatch.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.checkout.Refusal;
import io.tillwatch.core.replication.DecommissionOrder;
import io.tillwatch.edge.port.LivePhotoException;
import io.tillwatch.edge.support.OpenApi;
import io.tillwatch.edge.web.api.LivePhotoRoutes;
import io.tillwatch.edge.web.api.StoreRoutes;
import io.tillwatch.edge.web.problem.Failures;
import io.tillwatch.edge.web.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code /openapi.yaml} names each code of an error, under its status, and no other. */
class ErrorCodesTest {
  private static final Pattern MADE = Pattern.compile("Problem\\s*\\.(?:of|at|later)\\(");
  private static final Pattern STATUS = Pattern.compile("\\s*(\\d{3}),.*", Pattern.DOTALL);
  private static final Pattern WRONG = Pattern.compile("errors\\s*\\.add\\(\\s*\"([A-Z_]+)\"");
  private static final Pattern CODE = Pattern.compile("\"([A-Z][A-Z_]+)\"");
  private static final Pattern LISTED = Pattern.compile("- (\\d{3}): ([A-Z_,\\s]+)");

  @Test
  void areNamedAllAndUnderTheirStatus() throws IOException {
    Map<String, Set<String>> sent = new TreeMap<>();
    for (Refusal.Code code : Refusal.Code.values()) {
      Problem problem = Failures.toProblem(Refusal.of(code, "x"));
      add(sent, Integer.toString(problem.status()), problem.code());
    }
    for (DecommissionOrder.Refusal refusal : DecommissionOrder.Refusal.values()) {
      Problem problem = StoreRoutes.problem(refusal, "store-x");
      add(sent, Integer.toString(problem.status()), problem.code());
    }
    for (LivePhotoException.Reason reason : LivePhotoException.Reason.values()) {
      Problem problem = LivePhotoRoutes.problem(reason, "x");
      add(sent, Integer.toString(problem.status()), problem.code());
    }
    try (Stream<Path> sources = Files.walk(Path.of("src/main/java/io/tillwatch/edge/web"))) {
      sources.filter(file -> file.toString().endsWith(".java")).forEach(file -> scan(file, sent));
    }

    assertThat(documented()).isEqualTo(sent);
  }

  /** Codes that stand in the source beside a status. */
  private static void scan(Path file, Map<String, Set<String>> sent) {
    String text = text(file);
    scanValidationErrors(text, sent);
    Matcher made = MADE.matcher(text);
    while (made.find()) {
      String call = text.substring(made.end(), end(text, made.end()));
      Matcher status = STATUS.matcher(call);
      Matcher code = CODE.matcher(call);
      while (status.matches() && code.find()) {
        add(sent, status.group(1), code.group(1));
      }
    }
  }

  /** Fields and parameters at fault give the whole problem their code. */
  private static void scanValidationErrors(String text, Map<String, Set<String>> sent) {
    Matcher found = WRONG.matcher(text);
    while (found.find()) {
      add(sent, "422", found.group(1));
    }
  }

  /** Where the call's arguments end. */
  private static int end(String text, int from) {
    int open = 1;
    for (int i = from; i < text.length(); i++) {
      open += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
      if (open == 0) {
        return i;
      }
    }
    return text.length();
  }

  private static Map<String, Set<String>> documented() {
    String listed =
        OpenApi.document().at("/components/schemas/Problem/properties/code/description").asText();
    Map<String, Set<String>> byStatus = new TreeMap<>();
    Matcher line = LISTED.matcher(listed);
    while (line.find()) {
      for (String code : line.group(2).strip().split("[,\\s]+")) {
        add(byStatus, line.group(1), code);
      }
    }
    return byStatus;
  }

  private static void add(Map<String, Set<String>> to, String status, String code) {
    to.computeIfAbsent(status, any -> new TreeSet<>()).add(code);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
