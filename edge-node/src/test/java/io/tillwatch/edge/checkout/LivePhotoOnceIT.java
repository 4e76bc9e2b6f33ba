package io.tillwatch.edge.checkout;

import static io.tillwatch.edge.support.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.camera.Liveness;
import io.tillwatch.core.camera.SourceKind;
import io.tillwatch.core.checkout.Answer;
import io.tillwatch.core.checkout.Posted;
import io.tillwatch.core.checkout.PostedSale;
import io.tillwatch.core.checkout.Refusal.Code;
import io.tillwatch.core.checkout.Submission;
import io.tillwatch.core.facts.FactKind;
import io.tillwatch.core.ledger.Commit;
import io.tillwatch.core.ledger.Draft;
import io.tillwatch.core.ledger.FactsQuery;
import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.core.photos.Photo;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.support.Await;
import io.tillwatch.edge.support.TestNodes;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A live photo is good for one transaction: at once, after a restart, and in every store. */
class LivePhotoOnceIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  private TestNodes nodes;

  @BeforeEach
  void prepare(@TempDir Path dir) {
    nodes = new TestNodes(dir, "store-a", "store-b");
    nodes.start("store-a");
  }

  @AfterEach
  void stop() {
    nodes.close();
  }

  @Test
  void isUsedUpThoughTheNodeBeganAnew() {
    String photo = livePhoto("ph_1");
    Submission.OfSale sale = sold(photo);
    Answer first = submit("store-a", sale);
    assertThat(Answers.refusal(first)).isNull();

    restart(Duration.ZERO);

    assertThat(Answers.refusal(submit("store-a", sold(photo))).code()).isEqualTo(Code.PHOTO_USED);
    Answer again = submit("store-a", sale);
    assertThat(Answers.replayed(again)).isTrue();
    assertThat(Answers.posted(again)).isEqualTo(Answers.posted(first));
  }

  @Test
  void isUsedUpThoughTheClockWasSetBackMeanwhile() {
    String photo = livePhoto("ph_1");
    assertThat(Answers.refusal(submit("store-a", sold(photo)))).isNull();

    restart(Duration.ofHours(-1));

    assertThat(Answers.refusal(submit("store-a", sold(photo))).code()).isEqualTo(Code.PHOTO_USED);
  }

  @Test
  void servesOneOfTwoWhoComeAtOnceAndNobodyOfAnotherStore() {
    nodes.start("store-b");
    String photo = livePhoto("ph_1");
    Await.until("B knows the photo", SOON, () -> knows("store-b", photo));

    Future<Answer> one = ask("store-a", sold(photo));
    Future<Answer> two = ask("store-a", sold(photo));
    Future<Answer> elsewhere = ask("store-b", sold(photo));

    List<Answer> here = List.of(await(one), await(two));
    assertThat(here.stream().filter(answer -> Answers.posted(answer) != null)).hasSize(1);
    assertThat(here.stream().map(Answers::refusal).filter(refusal -> refusal != null))
        .singleElement()
        .returns(Code.PHOTO_USED, refusal -> refusal.code());
    assertThat(Answers.refusal(await(elsewhere)).code()).isEqualTo(Code.PHOTO_OF_OTHER_LANE);
  }

  @Test
  void maySettleTheReturnThatItBelongsToAfterARestartToo() {
    // Given a return that is held: a member of staff takes back what they bought themselves
    String receipt =
        ((PostedSale) Answers.posted(submit("store-a", SampleVisits.shirtSold("CU-1", "E-1"))))
            .sale()
            .receiptNumber();
    String photo = livePhoto("ph_1");
    Posted held =
        Answers.posted(
            submit(
                "store-a",
                SampleVisits.withPhoto(SampleVisits.shirtBack(receipt, "CU-1", "E-1"), photo)));
    assertThat(held.status()).isEqualTo(Posted.Status.HELD);

    // When it is tried again minutes later, by a node that has begun anew
    restart(Duration.ofMinutes(3));
    String id = held.transaction().id();
    Answer again =
        submit(
            "store-a",
            SampleVisits.withPhoto(SampleVisits.shirtBack(receipt, "CU-1", "E-1", id), photo));

    // Then its photo is good for it, and for nothing else
    assertThat(Answers.refusal(again)).isNull();
    assertThat(Answers.refusal(submit("store-a", sold(photo))).code()).isEqualTo(Code.PHOTO_USED);
  }

  private void restart(Duration ahead) {
    nodes.stop("store-a");
    nodes.start("store-a", ahead);
  }

  private Answer submit(String store, Submission submission) {
    return await(ask(store, submission));
  }

  private Future<Answer> ask(String store, Submission submission) {
    return nodes.node(store).bus().ask(Channels.SUBMIT, submission);
  }

  private boolean knows(String store, String photo) {
    return Stream.of(
            await(nodes.node(store).bus().ask(Channels.FACTS, FactsQuery.one(photo))).facts())
        .anyMatch(facts -> !facts.isEmpty());
  }

  /** A photo that a camera of store A took just now, at no lane in particular. */
  private String livePhoto(String id) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    Photo photo =
        Photo.builder()
            .id(id)
            .storeId("store-a")
            .source(SourceKind.BROWSER)
            .capturedAt(now)
            .sha256("aa")
            .faceCount(1)
            .quality(80)
            .verified(true)
            .detector("d")
            .detectorSha256("s")
            .liveness(Liveness.UNDETERMINED)
            .build();
    await(
        nodes
            .node("store-a")
            .bus()
            .ask(
                Channels.COMMIT,
                Commit.of(
                    Draft.of(FactKind.PHOTO, id, now, photo).in(List.of(Indexes.PHOTOS)).build())));
    return id;
  }

  private static Submission.OfSale sold(String photo) {
    return SampleVisits.withPhoto(SampleVisits.shirtSold("CU-" + System.nanoTime(), null), photo);
  }
}
