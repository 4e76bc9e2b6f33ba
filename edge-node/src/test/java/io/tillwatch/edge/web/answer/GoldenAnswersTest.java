package io.tillwatch.edge.web.answer;

import static io.tillwatch.edge.support.ExampleValues.AT;
import static io.tillwatch.edge.support.ExampleValues.POSITION;
import static io.tillwatch.edge.support.FactExamples.stored;

import io.tillwatch.core.analytics.Figures;
import io.tillwatch.core.analytics.StatsQuery.Stats;
import io.tillwatch.core.analytics.Trends;
import io.tillwatch.core.camera.CameraStatus;
import io.tillwatch.core.camera.FaceModel;
import io.tillwatch.core.checkout.Answer;
import io.tillwatch.core.checkout.Posted;
import io.tillwatch.core.checkout.StandInStatus;
import io.tillwatch.core.checkout.TransactionView;
import io.tillwatch.core.facts.FactKind;
import io.tillwatch.core.fraud.GuardAlarm;
import io.tillwatch.core.oplog.LogHealth;
import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.photos.Photo;
import io.tillwatch.core.replication.DecommissionStatus;
import io.tillwatch.core.replication.FrameFigures;
import io.tillwatch.core.replication.LatencyFigures;
import io.tillwatch.core.replication.RefusedLog;
import io.tillwatch.core.replication.ReplicationStatus;
import io.tillwatch.core.replication.protocol.Exposure;
import io.tillwatch.core.replication.protocol.NodeInfo;
import io.tillwatch.core.replication.protocol.PeerState;
import io.tillwatch.core.retail.CardFingerprints;
import io.tillwatch.edge.codec.AnswerCodec;
import io.tillwatch.edge.support.FactExamples;
import io.tillwatch.edge.support.GoldenFile;
import io.tillwatch.edge.support.TestSeal;
import io.tillwatch.edge.web.answer.figures.StatsJson;
import io.tillwatch.edge.web.answer.figures.TrendsJson;
import io.tillwatch.edge.web.answer.stores.DepartureJson;
import io.tillwatch.edge.web.answer.stores.ReplicationJson;
import io.tillwatch.edge.web.answer.transactions.AnswerJson;
import io.tillwatch.edge.web.answer.transactions.TransactionItemJson;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The bytes of answers that tills, pages and people's programs read. */
class GoldenAnswersTest {
  private static final FaceModel MODEL =
      new FaceModel("recognizer", "sface.onnx", "0ba9fbfa", "Apache-2.0");
  private static final CardFingerprints CARDS = CardFingerprints.by(new TestSeal("shared"));
  private static final Map<String, Long> ONE = Map.of("VELOCITY", 3L);
  private static final Trends.Flow FLOW = new Trends.Flow(5, 4_000, 3_000, 2, 1);
  private static final Map<String, Trends.Movement> MOVED =
      Map.of("PHONES", new Trends.Movement(9, 4, 2, 40_000));
  private static final Figures FIGURES =
      new Figures(
          1,
          new Figures.Frauds(2, 3, 4, 5),
          new Figures.Volume(6, 7, 11, 12),
          new Figures.Outcomes(8, 9, 10),
          new Figures.Alerts(13, 14, 15, 16),
          new Figures.Accuracy(0.75, 1.0, 17L));
  private static final LatencyFigures LATENCY =
      new LatencyFigures(7, 1_500, 900, 1_400, 3_000, 9_000);

  @Test
  void whatATillIsAnsweredStays() {
    for (FactKind kind : List.of(FactKind.SALE, FactKind.RETURN)) {
      List<Record> examples = FactExamples.of(kind);
      for (int i = 0; i < examples.size(); i++) {
        Posted posted = (Posted) examples.get(i);
        String name = kind.name().toLowerCase(java.util.Locale.ROOT) + "-" + i;
        Answer.Recorded answer = new Answer.Recorded(posted, false, 812);
        pins("till-" + name, AnswerJson.of(answer));
        pins("till-page-" + name, AnswerJson.forCustomers(answer));
        TransactionView view = TransactionView.fresh(posted);
        pins("item-" + name, TransactionItemJson.of(view, CARDS));
        pins("event-" + name, TransactionItemJson.of(view, CARDS).told(true));
        pins("lane-" + name, TransactionItemJson.forLane(view));
        pins("page-" + name, TransactionItemJson.forCustomers(view));
      }
    }
  }

  @Test
  void aSettledReturnStays() {
    TransactionView view =
        TransactionView.of(
                stored(
                    FactKind.RETURN,
                    FactKind.FIRST_APPROVAL,
                    FactKind.DECISION,
                    FactKind.PAYOUT,
                    FactKind.RESOLUTION))
            .orElseThrow();

    pins("item-settled", TransactionItemJson.of(view, CARDS));
    pins("lane-settled", TransactionItemJson.forLane(view));
    pins("page-settled", TransactionItemJson.forCustomers(view));
  }

  @Test
  void aPhotoAndTheCameraStay() {
    List<Record> photos = FactExamples.of(FactKind.PHOTO);

    pins("photo", PhotoAnswerJson.of((Photo) photos.get(0)));
    pins("photo-of-nobody", PhotoAnswerJson.of((Photo) photos.get(1)));
    pins(
        "camera",
        CameraJson.of(
            null,
            new CameraStatus("demo", "ONLINE", "Camera online", 1, 2, 3, true, List.of(MODEL)),
            AT,
            /* sameVisit= */ true));
  }

  @Test
  void theFiguresStay() {
    Stats stats = new Stats(AT, true, FIGURES, Map.of("store-a", FIGURES), List.of(), List.of());
    GuardAlarm alarm = new GuardAlarm("v1", AT, List.of("VELOCITY"), 40, 20, 30);

    pins("stats", StatsJson.of("store-a", "EUR", stats, status(), alarm));
    pins("stats-alone", StatsJson.of("store-a", "EUR", stats, null, null));
  }

  @Test
  void theHistoryOfTheFiguresStays() {
    Stats stats =
        new Stats(
            AT,
            false,
            Figures.NONE,
            Map.of(),
            List.of(
                new Trends.Bucket(AT, "store-a", FIGURES, ONE, MOVED, Map.of("store-b", FLOW)),
                new Trends.Bucket(AT, "store-b", Figures.NONE, Map.of(), Map.of(), Map.of())),
            List.of(new Trends.HourOfDay(13, "store-a", FIGURES, ONE, MOVED)));

    pins("trends", TrendsJson.of(stats, AT, AT, Trends.Width.HOUR));
  }

  @Test
  void howReplicationIsDoingStays() {
    pins("replication", ReplicationJson.of(status(), new StandInStatus(1, 2, 3)));
    pins("replication-alone", ReplicationJson.of(alone(), new StandInStatus(1, 2, 3)));
    pins("departure", DepartureJson.of(gone()));
  }

  private static ReplicationStatus status() {
    return new ReplicationStatus(
        "store-a",
        List.of(peer("store-b", true), peer("store-c", false)),
        new ReplicationStatus.Logs(
            POSITION,
            Map.of("store-a", POSITION, "store-b", Position.START),
            23,
            new LogHealth(
                Map.of(
                    "store-b", new LogHealth.Flaw(POSITION, 1, 2, "why"),
                    "store-c", new LogHealth.Flaw(null, 0, 0, null))),
            List.of(new RefusedLog("store-b", POSITION, "k1", true, "give it the key")),
            24,
            25),
        new ReplicationStatus.Traffic(
            21,
            LATENCY,
            new FrameFigures(Map.of("forged", 1L, "late", 2L), true, 22, List.of("store-b"))),
        new ReplicationStatus.Snapshots(
            new ReplicationStatus.Snapshot("store-b", 10, 20, true), 26),
        List.of(gone(), new DecommissionStatus("store-e", "store-a", null, false, null, List.of())),
        new Exposure(27, 28),
        new NodeInfo("1.2.0", "READY"));
  }

  private static ReplicationStatus alone() {
    return new ReplicationStatus(
        "store-a",
        List.of(),
        new ReplicationStatus.Logs(POSITION, Map.of(), 0, LogHealth.NONE, List.of(), 0, 0),
        new ReplicationStatus.Traffic(0, null, new FrameFigures(Map.of(), false, 0, List.of())),
        new ReplicationStatus.Snapshots(null, 0),
        List.of(),
        new Exposure(0, 0),
        NodeInfo.NONE);
  }

  private static DecommissionStatus gone() {
    return new DecommissionStatus("store-d", "store-a", AT, true, POSITION, List.of("store-b"));
  }

  private static ReplicationStatus.Peer peer(String id, boolean heard) {
    return new ReplicationStatus.Peer(
        id,
        heard ? PeerState.CONNECTED : PeerState.DOWN,
        heard ? "bus" : "none",
        new ReplicationStatus.Progress(POSITION, POSITION, 1, heard ? 2 : -1, 3, 4),
        new ReplicationStatus.ClockOffset(5, heard ? 6 : -1, heard),
        new ReplicationStatus.Arrivals(
            7, 8, 9, 10, 11, 12, heard ? LATENCY : null, heard ? LATENCY : null),
        new ReplicationStatus.Heard(
            heard ? AT : null,
            heard ? new Exposure(29, 30) : null,
            heard ? new NodeInfo("1.1.0", "IN_USE") : NodeInfo.NONE));
  }

  private static void pins(String name, Record answer) {
    new GoldenFile("answers/" + name + ".json").pins(AnswerCodec.toJson(answer));
  }
}
