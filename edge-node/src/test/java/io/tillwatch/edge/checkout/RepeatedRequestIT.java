package io.tillwatch.edge.checkout;

import static io.tillwatch.edge.support.StoredFacts.NOON;
import static io.tillwatch.edge.support.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.camera.Liveness;
import io.tillwatch.core.camera.SourceKind;
import io.tillwatch.core.checkout.Answer;
import io.tillwatch.core.checkout.Posted.Status;
import io.tillwatch.core.checkout.PostedSale;
import io.tillwatch.core.checkout.Refusal.Code;
import io.tillwatch.core.checkout.Submission;
import io.tillwatch.core.facts.FactKind;
import io.tillwatch.core.ledger.Commit;
import io.tillwatch.core.ledger.Draft;
import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.core.photos.Erasure;
import io.tillwatch.core.photos.Photo;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.support.TestNodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A till that sends a request again after the shop has changed. */
class RepeatedRequestIT {
  private Path catalog;
  private TestNodes nodes;

  @BeforeEach
  void start(@TempDir Path dir) throws IOException {
    catalog = Files.copy(Path.of("../conf/catalog.yaml"), dir.resolve("catalog.yaml"));
    nodes =
        new TestNodes(
            dir,
            Path.of("../conf/rules.yaml"),
            Map.of("TILLWATCH_FRAUD_CATALOG_FILE", catalog.toString()),
            "store-a");
    nodes.start("store-a");
  }

  @AfterEach
  void stop() {
    nodes.close();
  }

  @Test
  void isAnsweredAsBeforeThoughTheArticleHasLeftTheCatalogue() throws IOException {
    Submission sale = SampleVisits.shirtSold("CU-1", null);
    Answer first = submit(sale);

    restartWithoutShirts();

    Answer again = submit(sale);
    assertThat(Answers.refusal(again)).isNull();
    assertThat(Answers.replayed(again)).isTrue();
    assertThat(Answers.posted(again)).isEqualTo(Answers.posted(first));
    assertThat(Answers.refusal(submit(SampleVisits.shirtSold("CU-1", null))).code())
        .isEqualTo(Code.UNKNOWN_SKU);
  }

  @Test
  void takesAnArticleOfAKnownReceiptBackThoughItHasLeftTheCatalogue() throws IOException {
    String receipt =
        ((PostedSale) Answers.posted(submit(SampleVisits.shirtSold("CU-1", null))))
            .sale()
            .receiptNumber();

    restartWithoutShirts();

    assertThat(Answers.refusal(submit(SampleVisits.shirtBack("NONE", "CU-1", "C-30"))).code())
        .isEqualTo(Code.UNKNOWN_SKU);
    Answer back = submit(SampleVisits.shirtBack(receipt, "CU-1", "C-30"));
    assertThat(Answers.refusal(back)).isNull();
    assertThat(Answers.posted(back).status()).isEqualTo(Status.COMPLETED);
  }

  @Test
  void isAnsweredAsBeforeThoughItsPhotoIsErased() {
    // Given
    Photo photo =
        Photo.builder()
            .id("ph_1")
            .storeId("store-a")
            .laneId("A-01")
            .source(SourceKind.UPLOAD)
            .capturedAt(NOON)
            .sha256("aa")
            .faceCount(1)
            .quality(80)
            .verified(true)
            .detector("d")
            .detectorSha256("s")
            .liveness(Liveness.UNDETERMINED)
            .build();
    commit(FactKind.PHOTO, photo.id(), photo, List.of(), Indexes.PHOTOS);
    Submission sale = SampleVisits.withPhoto(SampleVisits.shirtSold("CU-1", null), photo.id());
    Answer first = submit(sale);
    assertThat(Answers.refusal(first)).isNull();

    // When
    Erasure erasure = new Erasure("er_1", NOON, "store-a", "CU-1", List.of("ph_1"), "ann");
    commit(FactKind.ERASURE, erasure.id(), erasure, List.of("ph_1"), Indexes.AUDIT);
    restart();

    // Then
    Answer again = submit(sale);
    assertThat(Answers.refusal(again)).isNull();
    assertThat(Answers.posted(again)).isEqualTo(Answers.posted(first));
    assertThat(
            Answers.refusal(
                    submit(SampleVisits.withPhoto(SampleVisits.shirtSold("CU-1", null), "ph_1")))
                .code())
        .isEqualTo(Code.UNKNOWN_PHOTO);
  }

  private void restartWithoutShirts() throws IOException {
    Files.write(
        catalog,
        Files.readAllLines(catalog).stream().filter(line -> !line.contains("SHIRT_001")).toList());
    restart();
  }

  private void restart() {
    nodes.stop("store-a");
    nodes.start("store-a");
  }

  private void commit(FactKind kind, String id, Record body, List<String> about, String index) {
    await(
        nodes
            .node("store-a")
            .bus()
            .ask(
                Channels.COMMIT,
                Commit.of(Draft.of(kind, id, NOON, body).about(about).in(List.of(index)).build())));
  }

  private Answer submit(Submission submission) {
    return await(nodes.node("store-a").bus().ask(Channels.SUBMIT, submission));
  }
}
