package io.tillwatch.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.oplog.Sha256;
import io.tillwatch.edge.support.Await;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Models that tests bring by the API. */
public final class SampleModels {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private SampleModels() {}

  /** Brings a model, and waits until it is tried beside the rules. */
  public static void challenger(Http admin, byte[] model) {
    Http.Answer answer = admin.post("/api/v1/models", new String(model, StandardCharsets.UTF_8));
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    String challenger = "\"challenger\":\"" + Sha256.hex(model);
    Await.until(
        "it is challenger",
        PATIENCE,
        () -> admin.get("/api/v1/models").body().contains(challenger));
  }

  /** Brings the card of a model that is there. */
  public static void card(Http admin, String hash, String card) {
    Http.Answer answer =
        Http.send(
            admin
                .request("/api/v1/models/" + hash + "/card")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(card)));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  /** Waits until the drift of the model that is watched was computed. */
  public static void awaitDrift(Http reviewer) {
    Await.until(
        "drift is known",
        PATIENCE,
        () -> reviewer.get("/api/v1/models/drift").json().getJsonObject("figures") != null);
  }
}
