package io.tillwatch.edge.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillwatch.core.camera.InvalidPictureException;
import io.tillwatch.core.camera.PictureHeader;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** One purchase with a photo out of a file, as a till with an upload makes it. */
@Command(
    name = "purchase",
    description = {
      "Sell an article of the catalogue to a customer whose photo is a file; print what the node",
      "says of the photo and of the sale. The sale stays in the store.",
      "Exit code: 0 sold and the photo counts, 1 sold and it does not, 2 not sold."
    },
    mixinStandardHelpOptions = true)
final class SimulatePurchaseCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int NOT_VERIFIED = 1;
  private static final int NOT_SOLD = 2;
  private static final int CREATED = 201;

  @Option(
      names = "--photo",
      required = true,
      paramLabel = "FILE",
      description = "A JPEG, PNG or WebP of at most 2 MiB.")
  private Path photo;

  @Option(
      names = "--store",
      paramLabel = "URL=KEYFILE",
      defaultValue = "http://127.0.0.1:8080=data/store-a/keys.json",
      description = "The node and its keys file (default: ${DEFAULT-VALUE}).")
  private String store;

  @Option(
      names = "--lane",
      paramLabel = "LANE",
      defaultValue = "SIM-01",
      description = "Where it is sold (default: ${DEFAULT-VALUE}).")
  private String lane;

  @Option(
      names = "--customer",
      paramLabel = "ID",
      description = "Who buys; nobody known if absent.")
  private @Nullable String customer;

  @Option(names = "--allow-remote", description = "Also accept a node that is not on this machine.")
  private boolean allowRemote;

  @Spec private CommandSpec spec;

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

  @Override
  public Integer call() throws IOException, InterruptedException {
    try {
      return purchase();
    } catch (CommandFailedException e) {
      spec.commandLine().getErr().println("tillwatch: " + e.getMessage());
      return NOT_SOLD;
    }
  }

  private int purchase() throws IOException, InterruptedException {
    SimulatedStore node = SimulatedStore.parse(store, allowRemote, spec);
    byte[] picture = read();
    String type = "image/" + PictureHeader.read(picture).format().name().toLowerCase(Locale.ROOT);
    JsonNode taken =
        ask(node, "POST", "/photos", type, BodyPublishers.ofByteArray(picture), CREATED);
    JsonNode catalog = ask(node, "GET", "/catalog", type, BodyPublishers.noBody(), 200);
    String sale = JSON.writeValueAsString(sale(catalog, taken.path("photoId").asText()));
    JsonNode sold =
        ask(node, "POST", "/sales", "application/json", BodyPublishers.ofString(sale), CREATED);
    return print(taken, sold);
  }

  private byte[] read() {
    try {
      if (Files.size(photo) > PictureHeader.MAX_BYTES) {
        throw new CommandFailedException("--photo: expected at most 2 MiB, found more in " + photo);
      }
      byte[] bytes = Files.readAllBytes(photo);
      PictureHeader.read(bytes);
      return bytes;
    } catch (InvalidPictureException e) {
      throw new CommandFailedException("--photo: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new CommandFailedException("--photo: no file that can be read at " + photo, e);
    }
  }

  /** One that is sold without a serial number. */
  private static JsonNode plainArticle(JsonNode catalog) {
    for (JsonNode item : catalog.path("items")) {
      if (!item.path("serialised").asBoolean()) {
        return item;
      }
    }
    throw new CommandFailedException("the node's catalogue has only articles with serial numbers");
  }

  private ObjectNode sale(JsonNode catalog, String photoId) {
    JsonNode item = plainArticle(catalog);
    ObjectNode body =
        JSON.createObjectNode()
            .put("laneId", lane)
            .put("cashierId", "simulate")
            .put("currency", catalog.path("currency").asText())
            .put("photoId", photoId);
    if (customer != null) {
      body.put("customerId", customer);
    }
    body.putArray("lines")
        .addObject()
        .put("sku", item.path("sku").asText())
        .put("quantity", 1)
        .put("unitPriceMinor", item.path("priceMinor").asLong());
    body.putObject("tender").put("type", "CARD").put("token", "tok_simulate_" + UUID.randomUUID());
    return body;
  }

  private JsonNode ask(
      SimulatedStore node, String method, String path, String type, BodyPublisher body, int wanted)
      throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(node.base().resolve("/api/v1" + path))
            .timeout(TIMEOUT)
            .header("Authorization", "Bearer " + node.key())
            .header("Content-Type", type)
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .method(method, body)
            .build();
    try {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != wanted) {
        throw new CommandFailedException(
            node.base() + path + " answered " + answer.statusCode() + ": " + answer.body());
      }
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new CommandFailedException("no node answers at " + node.base() + " (" + e + ")", e);
    }
  }

  private int print(JsonNode taken, JsonNode sold) {
    PrintWriter out = spec.commandLine().getOut();
    JsonNode face = taken.path("face");
    boolean verified = face.path("verified").asBoolean();
    out.println("photo       " + taken.path("photoId").asText());
    out.println("verified    " + (verified ? "yes" : "no " + face.path("issues")));
    out.println("quality     " + face.path("quality") + ", faces " + face.path("count"));
    out.println("receipt     " + sold.path("transaction").path("receiptNumber").asText());
    out.println("transaction " + sold.path("transaction").path("id").asText());
    out.println(
        "decision    "
            + sold.path("assessment").path("decision").asText()
            + " at "
            + sold.path("assessment").path("score"));
    out.flush();
    return verified ? 0 : NOT_VERIFIED;
  }
}
