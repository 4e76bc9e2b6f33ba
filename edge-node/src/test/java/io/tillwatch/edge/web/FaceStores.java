package io.tillwatch.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.edge.camera.TestFaces;
import io.tillwatch.edge.camera.vision.KnownModels;
import io.tillwatch.edge.support.Await;
import io.tillwatch.edge.support.TestNodes;
import io.tillwatch.edge.web.Http.Answer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/**
 * Two stores with every model, without a camera, whose rules leave out how soon and how often a
 * shirt comes back: sells at A and takes back at B with pictures of people.
 */
final class FaceStores implements AutoCloseable {
  static final String AGREED = "purposes=photo,match;text=v3;lang=en";
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int LEAST_PRICE = 2999;
  private static final int MOST_FRAMES = 200;
  private static final List<String> STRANGERS =
      List.of(
          "Family2-Lady1",
          "Family1-Mom2",
          "Family1-Daughter1",
          "Family1-Daughter2",
          "Family2-Lady2",
          "Family3-Lady1");

  private final Path faces;
  private final TestNodes nodes;
  private final Http storeA;
  private final Http storeB;
  private int strangers;
  private int visits;

  FaceStores(Path dir, Path faces) throws IOException {
    this.faces = faces;
    Path models = faces.resolve("models").toAbsolutePath().normalize();
    assertThat(models.resolve(KnownModels.SPOOF_NEAR_FILE)).exists();
    Map<String, String> settings =
        Map.of(
            "TILLWATCH_CAMERA_SOURCE",
            "none",
            "TILLWATCH_CAMERA_SAME_VISIT",
            "true",
            "TILLWATCH_CAMERA_MODELS_RECOGNIZER",
            models.resolve(KnownModels.MOBILE_FACE_FILE).toString(),
            "TILLWATCH_CAMERA_MODELS_LIVENESS",
            models.toString());
    String rules = Files.readString(Path.of("../conf/rules.yaml"));
    for (String code : List.of("- code: RAPID_RETURN\n", "- code: BULK_SKU\n")) {
      assertThat(rules).contains(code);
      rules = rules.replace(code, code + "    enabled: false\n");
    }
    Path file = dir.resolve("faces-only.yaml");
    Files.writeString(file, rules);
    nodes = new TestNodes(dir, file, settings, "store-a", "store-b");
    System.setProperty("tillwatch.compareMillis", "10000");
    nodes.start("store-a");
    nodes.start("store-b");
    storeA = Http.of(nodes.config("store-a"), "integration");
    storeB = Http.of(nodes.config("store-b"), "integration");
  }

  Http storeA() {
    return storeA;
  }

  /** A caller of store B. */
  Http storeB(String role) {
    return Http.of(nodes.config("store-b"), role);
  }

  /** A person's picture. */
  byte[] picture(String name) {
    try (Stream<Path> all = Files.walk(faces)) {
      return TestFaces.bytes(all.filter(file -> file.endsWith(name)).findFirst().orElseThrow());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A woman or girl who was here never before: a picture that was used is a replay. All of them
   * pass the quality gate and look alive.
   */
  byte[] stranger() {
    int next = strangers++;
    byte[] picture = picture(STRANGERS.get(next % STRANGERS.size()) + ".jpg");
    return next < STRANGERS.size() ? picture : mirrored(picture);
  }

  static byte[] mirrored(byte[] jpeg) {
    Mat picture = Imgcodecs.imdecode(new MatOfByte(jpeg), Imgcodecs.IMREAD_COLOR);
    Core.flip(picture, picture, 1);
    MatOfByte mirrored = new MatOfByte();
    Imgcodecs.imencode(".jpg", picture, mirrored);
    picture.release();
    return mirrored.toArray();
  }

  /** Hands in a picture at A, whose face must be good enough; its id. */
  String photoAtA(byte[] picture, String consent) {
    return verified(storeA.photo(picture, consent));
  }

  /** The same at B. */
  String photoAtB(byte[] picture, String consent) {
    return verified(storeB.photo(picture, consent));
  }

  /** Stands before B's camera in a live session and moves a little; the photo's id. */
  String liveAtB(byte[] person) {
    return liveAtB(person, AGREED);
  }

  /** The same with another consent. */
  String liveAtB(byte[] person, String consent) {
    String sessions = "/api/v1/photos/sessions";
    JsonObject session =
        storeB.post(sessions, "{\"laneId\":\"B-01\",\"consent\":\"" + consent + "\"}").json();
    String frames = sessions + "/" + session.getString("sessionId") + "/frames?lane=B-01";
    int from = MOST_FRAMES * ++visits;
    for (int frame = 0; frame < MOST_FRAMES; frame++) {
      Answer answer =
          Http.send(
              storeB
                  .request(frames)
                  .header("Content-Type", "image/jpeg")
                  .header("X-Photo-Nonce", session.getString("nonce"))
                  .POST(BodyPublishers.ofByteArray(swayed(person, from + frame))));
      assertThat(answer.status()).as(answer.body()).isBetween(200, 201);
      if (answer.status() == 201) {
        JsonObject photo = answer.json().getJsonObject("photo");
        assertThat(photo.getJsonObject("face").getBoolean("verified")).as(answer.body()).isTrue();
        return photo.getString("photoId");
      }
    }
    throw new AssertionError("no photo in " + MOST_FRAMES + " frames");
  }

  /** Who stands before B's camera now, compared with a photo of that lane. */
  JsonObject presence(String photo, byte[] person) {
    Answer answer =
        Http.send(
            storeB
                .request("/api/v1/photos/" + photo + "/presence?lane=B-01")
                .header("Content-Type", "image/jpeg")
                .POST(BodyPublishers.ofByteArray(swayed(person, -1))));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }

  /** Returns at B whose faces were to be compared, and of which that came. */
  double comparisonsAtB(String outcome) {
    String sample = "tillwatch_face_comparisons_total{outcome=\"" + outcome + "\"} ";
    return storeB("reviewer")
        .get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(sample))
        .mapToDouble(line -> Double.parseDouble(line.substring(sample.length())))
        .findFirst()
        .orElse(0);
  }

  /** How a return at B is answered. */
  Answer tryToTakeBack(String receipt, String photo, String tender, String more) {
    return storeB.submit(
        "/api/v1/returns",
        """
        {"laneId":"B-01","cashierId":"C-21","currency":"USD","receiptNumber":"%s",
         "photoId":"%s",%s
         "lines":[{"sku":"SHIRT_001","quantity":1,"unitPriceMinor":%d,"condition":"NEW"}],
         "refundTender":{%s}}"""
            .formatted(receipt, photo, more, LEAST_PRICE, tender));
  }

  /** No two frames of a camera are equal, and nobody stands quite still. */
  static byte[] swayed(byte[] person, int frame) {
    Mat picture = Imgcodecs.imdecode(new MatOfByte(person), Imgcodecs.IMREAD_COLOR);
    Mat way = Mat.eye(2, 3, CvType.CV_64F);
    way.put(0, 2, 2 * Math.sin(frame));
    way.put(1, 2, Math.cos(frame * 0.7));
    Mat moved = new Mat();
    Imgproc.warpAffine(
        picture, moved, way, picture.size(), Imgproc.INTER_LINEAR, Core.BORDER_REFLECT);
    byte[] pixels = new byte[(int) (moved.total() * moved.channels())];
    moved.get(0, 0, pixels);
    Random noise = new Random(frame);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) Math.min(255, Math.max(0, (pixels[i] & 0xff) + noise.nextInt(5) - 2));
    }
    moved.put(0, 0, pixels);
    MatOfByte jpeg = new MatOfByte();
    Imgcodecs.imencode(".jpg", moved, jpeg);
    List.of(picture, way, moved).forEach(Mat::release);
    return jpeg.toArray();
  }

  private static String verified(Answer kept) {
    assertThat(kept.status()).as(kept.body()).isEqualTo(201);
    assertThat(kept.json().getJsonObject("face").getBoolean("verified")).as(kept.body()).isTrue();
    return kept.json().getString("photoId");
  }

  /** Sells a shirt at A for that card; the number of its receipt, which B knows. */
  String sell(String photo, String card, String more) {
    JsonObject sold =
        storeA
            .submit(
                "/api/v1/sales",
                """
                {"laneId":"A-01","cashierId":"C-17","currency":"USD","photoId":"%s",%s
                 "lines":[{"sku":"SHIRT_001","quantity":1,"unitPriceMinor":%d}],
                 "tender":{"type":"CARD","token":"%s"}}"""
                    .formatted(photo, more, LEAST_PRICE, card))
            .json();
    String receipt = sold.getJsonObject("transaction").getString("receiptNumber");
    Await.until(
        "B knows " + receipt,
        PATIENCE,
        () -> storeB.get("/api/v1/receipts/" + receipt).status() == 200);
    return receipt;
  }

  /** Takes that shirt back at B. */
  Verdict takeBack(String receipt, String photo, String tender, String more) {
    Answer answer = tryToTakeBack(receipt, photo, tender, more);
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return new Verdict(answer.json());
  }

  static String card(String token) {
    return "\"type\":\"CARD\",\"token\":\"" + token + "\"";
  }

  static String customer(String id) {
    return "\"customerId\":\"" + id + "\",";
  }

  /** The alert of a return, once there is one at B. */
  JsonObject alertOf(Verdict verdict) {
    Http reviewer = storeB("reviewer");
    String path = "/api/v1/alerts/al_" + verdict.id();
    Await.until(path, PATIENCE, () -> reviewer.get(path).status() == 200);
    return reviewer.get(path).json();
  }

  /** What was answered to a return. */
  record Verdict(JsonObject answer) {
    String id() {
      return answer.getJsonObject("transaction").getString("id");
    }

    String decision() {
      return assessment().getString("decision");
    }

    int score() {
      return assessment().getInteger("score");
    }

    String remedy() {
      return assessment().getString("remedy");
    }

    List<String> codes() {
      JsonArray reasons = assessment().getJsonArray("reasons");
      return reasons.stream().map(reason -> ((JsonObject) reason).getString("code")).toList();
    }

    JsonObject assessment() {
      return answer.getJsonObject("assessment");
    }
  }

  @Override
  public void close() {
    System.clearProperty("tillwatch.compareMillis");
    nodes.close();
  }
}
