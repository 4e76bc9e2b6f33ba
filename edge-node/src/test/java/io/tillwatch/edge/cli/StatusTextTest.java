package io.tillwatch.edge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class StatusTextTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void showsPeersSideBySideAndWhatIsUnknownAsADash() throws JsonProcessingException {
    String text =
        show(
            answer(200, "{\"status\":\"UP\"}"),
            answer(
                200,
                """
                {"conflicts":0,"peers":[
                  {"storeId":"store-b","lagOps":3,"latency":{"p50Micros":700}},
                  {"storeId":"store-c","lagOps":null,"latency":null}]}
                """));

    assertThat(text).startsWith("http://node  READY\n").contains("conflicts  ").contains("UP");
    assertThat(text.lines().map(line -> line.strip().replaceAll(" +", " ")))
        .contains("storeId store-b store-c", "lagOps 3 -", "latency.p50Micros 700 -");
    assertThat(text.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(100));
  }

  @Test
  void saysThatANodeIsNotReadyAndThatAKeyIsMissing() throws JsonProcessingException {
    String text = show(answer(503, "{}"), answer(401, "{}"));

    assertThat(text).contains("NOT READY (503)").contains("HTTP 401: set TILLWATCH_KEY");
  }

  @Test
  void saysThatNoPeerWasHeard() throws JsonProcessingException {
    assertThat(show(answer(200, "{}"), answer(200, "{\"peers\":[]}"))).contains("no peers heard");
  }

  private static NodeClient.Answer answer(int status, String json) throws JsonProcessingException {
    return new NodeClient.Answer(status, JSON.readTree(json));
  }

  private static String show(NodeClient.Answer health, NodeClient.Answer replication) {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    StatusText.write(out, "http://node", health, replication);
    out.flush();
    return text.toString();
  }
}
