package io.tillwatch.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.config.keys.Role;
import io.tillwatch.edge.support.OpenApi;
import io.tillwatch.edge.support.TestSeal;
import io.tillwatch.edge.web.http.BodyKind;
import io.tillwatch.edge.web.http.Endpoint;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code /openapi.yaml} and the code describe the same calls. */
class OpenApiTest {
  private static final Pattern REFERENCE = Pattern.compile("#/components/(\\w+)/(\\w+)");

  private static Vertx vertx;
  private static Map<String, Endpoint> endpoints;

  @BeforeAll
  static void read() {
    vertx = Vertx.vertx();
    endpoints = new TreeMap<>();
    for (Endpoint endpoint : allEndpoints()) {
      String path = endpoint.path().replaceAll(":(\\w+)", "{$1}");
      endpoints.put(endpoint.method() + " " + path, endpoint);
    }
  }

  @AfterAll
  static void close() {
    vertx.close();
  }

  @Test
  void describesEveryCallAndNoOther() {
    assertThat(operations().keySet()).isEqualTo(endpoints.keySet());
  }

  @Test
  void namesTheRolesThatMay() {
    operations()
        .forEach(
            (call, operation) -> {
              TreeSet<String> said = new TreeSet<>();
              operation.path("x-tillwatch-roles").forEach(role -> said.add(role.asText()));
              TreeSet<String> meant = new TreeSet<>();
              for (Role role : endpoints.get(call).access().roles()) {
                meant.add(role.word());
              }
              assertThat(said).as(call).isEqualTo(meant);
            });
  }

  @Test
  void namesTheBodyThatIsExpected() {
    operations()
        .forEach(
            (call, operation) -> {
              BodyKind kind = endpoints.get(call).body();
              TreeSet<String> said = new TreeSet<>();
              operation
                  .path("requestBody")
                  .path("content")
                  .fieldNames()
                  .forEachRemaining(said::add);
              assertThat(said).as(call).isEqualTo(new TreeSet<>(kind.types()));
              assertThat(operation.path("requestBody").path("required").asBoolean())
                  .as(call)
                  .isEqualTo(kind != BodyKind.NONE && kind != BodyKind.OPTIONAL_JSON);
            });
  }

  @Test
  void namesEveryParameterOfAPath() {
    operations()
        .forEach(
            (call, operation) -> {
              TreeSet<String> said = new TreeSet<>();
              operation
                  .path("parameters")
                  .forEach(
                      reference -> {
                        JsonNode parameter = resolve(reference.path("$ref").asText());
                        if (parameter.path("in").asText().equals("path")) {
                          said.add("{" + parameter.path("name").asText() + "}");
                        }
                      });
              TreeSet<String> meant = new TreeSet<>();
              Matcher inPath = Pattern.compile("\\{\\w+}").matcher(call);
              while (inPath.find()) {
                meant.add(inPath.group());
              }
              assertThat(said).as(call).isEqualTo(meant);
            });
  }

  @Test
  void refersToNothingThatIsNotThere() {
    Matcher references = REFERENCE.matcher(OpenApi.document().toString());
    while (references.find()) {
      assertThat(resolve(references.group()).isMissingNode()).as(references.group()).isFalse();
    }
  }

  private static JsonNode resolve(String reference) {
    return OpenApi.document().at(reference.substring(1));
  }

  private static Map<String, JsonNode> operations() {
    Map<String, JsonNode> operations = new TreeMap<>();
    OpenApi.operations().forEach(each -> operations.put(each.toString(), each.said()));
    return operations;
  }

  private static List<Endpoint> allEndpoints() {
    Bus bus = new Bus(vertx, new StoreId("store-a"), new TestSeal("k"), false);
    return NodeEndpoints.of(vertx, bus);
  }
}
