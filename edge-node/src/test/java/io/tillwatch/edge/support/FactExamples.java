package io.tillwatch.edge.support;

import static io.tillwatch.edge.support.ExampleValues.AT;
import static io.tillwatch.edge.support.ExampleValues.POSITION;
import static io.tillwatch.edge.support.ExampleValues.SHA256;
import static io.tillwatch.edge.support.ExampleValues.TAKES;

import io.tillwatch.core.alerts.AlertNote;
import io.tillwatch.core.alerts.Claim;
import io.tillwatch.core.camera.Box;
import io.tillwatch.core.camera.Liveness;
import io.tillwatch.core.camera.SourceKind;
import io.tillwatch.core.checkout.Allocated;
import io.tillwatch.core.checkout.DoubleRefundFinding;
import io.tillwatch.core.checkout.FirstApproval;
import io.tillwatch.core.checkout.GrantRelease;
import io.tillwatch.core.checkout.RefundGrant;
import io.tillwatch.core.facts.FactKind;
import io.tillwatch.core.fraud.RuleSet;
import io.tillwatch.core.fraud.models.BroughtCard;
import io.tillwatch.core.fraud.models.BroughtModel;
import io.tillwatch.core.fraud.models.ModelPart;
import io.tillwatch.core.fraud.models.ModelProposal;
import io.tillwatch.core.fraud.models.ModelTerm;
import io.tillwatch.core.ledger.AuditEntry;
import io.tillwatch.core.ledger.StoredFact;
import io.tillwatch.core.oplog.Op;
import io.tillwatch.core.oplog.OpId;
import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.core.photos.Erasure;
import io.tillwatch.core.photos.Photo;
import io.tillwatch.core.photos.PhotoConsent;
import io.tillwatch.core.replication.Decommission;
import io.tillwatch.core.replication.Decommissioned;
import io.tillwatch.core.replication.EpochOpened;
import io.tillwatch.core.replication.Salvage;
import io.tillwatch.core.retail.Dispute;
import io.tillwatch.core.retail.HeldDecision;
import io.tillwatch.core.retail.ListEntry;
import io.tillwatch.core.retail.Payout;
import io.tillwatch.core.retail.Resolution;
import io.tillwatch.core.retail.SaleVoid;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Facts of every kind: one with every field set, and one that leaves out what may be absent. */
public final class FactExamples {
  private static final String NOTE = "Größe \"L\" \\ 1/2 €";

  private static final Map<FactKind, List<Record>> BY_KIND = new EnumMap<>(FactKind.class);

  static {
    put(FactKind.SALE, TransactionExamples.sale(), TransactionExamples.minimalSale());
    put(FactKind.RETURN, TransactionExamples.refund(), TransactionExamples.minimalRefund());
    put(FactKind.RETURN, TransactionExamples.refundWithFeatures());
    put(FactKind.RETURN, TransactionExamples.refundWithPicture());
    put(FactKind.RETURN, TransactionExamples.refundHeldByChance());
    put(FactKind.RETURN, TransactionExamples.refundReviewedByChance());
    aboutTransactions();
    aboutRights();
    aboutPeople();
    aboutStores();
  }

  private FactExamples() {}

  /** The first has every field set; none where nobody made an example of that kind. */
  public static List<Record> of(FactKind kind) {
    return BY_KIND.getOrDefault(kind, List.of());
  }

  /** The first of that kind as the ledger reads it back, with the first of others about it. */
  public static StoredFact stored(FactKind kind, FactKind... about) {
    return stored(kind, of(kind).get(0), about);
  }

  /** That fact as the ledger reads it back, with the first of other kinds about it. */
  public static StoredFact stored(FactKind kind, Record fact, FactKind... about) {
    List<StoredFact> said = Stream.of(about).map(each -> stored(each)).toList();
    return new StoredFact(op(kind), fact, said);
  }

  private static Op op(FactKind kind) {
    return Op.builder()
        .id(new OpId(new StoreId("store-a"), POSITION))
        .predecessor(Position.START)
        .previousHash("0123456789abcdef0123456789abcdef")
        .kind(kind.name())
        .factId("fact_" + kind.name())
        .body("{}")
        .build();
  }

  private static void put(FactKind kind, Record... examples) {
    BY_KIND.computeIfAbsent(kind, any -> new ArrayList<>()).addAll(List.of(examples));
  }

  private static void aboutTransactions() {
    put(FactKind.VOID, new SaleVoid("tx_4", AT, "store-a", "A-2026-000017", "C-7"));
    put(FactKind.VOID, new SaleVoid("tx_4", AT, "store-a", "A-2026-000017", null));
    put(FactKind.DISPUTE, new Dispute("dispute_1", AT, "store-a", "A-2026-000017"));
    Resolution.Outcome fraud = Resolution.Outcome.FRAUD;
    put(FactKind.RESOLUTION, new Resolution("res_1", AT, "store-a", "tx_2", fraud, NOTE, "key_1"));
    put(FactKind.RESOLUTION, new Resolution("res_1", AT, "store-a", "tx_2", fraud, null, null));
    put(FactKind.CLAIM, new Claim("claim_1", AT, "store-b", "al_tx_2", true, "key_1", null));
    put(FactKind.CLAIM, new Claim("claim_2", AT, "store-b", "al_tx_2", false, "key_1", AT));
    put(FactKind.NOTE, new AlertNote("note_1", AT, "store-b", "al_tx_2", NOTE, "key_1"));
    put(
        FactKind.DECISION,
        new HeldDecision(
            "decision_tx_2",
            AT,
            "store-b",
            "tx_2",
            true,
            NOTE,
            "key_1",
            new HeldDecision.Cover(TAKES, "grant_tx_2", "store-a", 1999L, true)),
        new HeldDecision("decision_tx_2", AT, "store-b", "tx_2", false, null, "key_1"));
    put(
        FactKind.FIRST_APPROVAL,
        new FirstApproval("approval_tx_2", AT, "store-b", "tx_2", NOTE, "key_1"),
        new FirstApproval("approval_tx_2", AT, "store-b", "tx_2", null, "key_1"));
    put(
        FactKind.PAYOUT,
        new Payout("payout_tx_2", AT, "store-b", "tx_2", "store-c", "C-01", "C-7", "key_2"),
        new Payout("payout_tx_2", AT, "store-b", "tx_2", "store-c", "C-01", null, "key_2"));
    DoubleRefundFinding.Kind doubled = DoubleRefundFinding.Kind.DOUBLE_REFUND;
    List<String> returns = List.of("tx_2", "tx_3");
    put(
        FactKind.FINDING,
        DoubleRefundFinding.builder()
            .id("f_1")
            .at(AT)
            .storeId("store-a")
            .kind(doubled)
            .receipt("A-17")
            .line(1)
            .returns(returns)
            .overUnits(1)
            .overMinor(1999)
            .build(),
        DoubleRefundFinding.builder()
            .id("f_1")
            .at(AT)
            .storeId("store-a")
            .kind(doubled)
            .line(DoubleRefundFinding.WHOLE_RETURN)
            .returns(returns)
            .build());
  }

  private static void aboutRights() {
    put(
        FactKind.GRANT,
        new RefundGrant("grant_tx_2", AT, "store-a", "store-b", "A-2026-000017", "tx_2", TAKES));
    put(
        FactKind.GRANT_RELEASE,
        new GrantRelease("release_grant_tx_2", AT, "store-b", "grant_tx_2", "BLOCKED"));
    put(
        FactKind.ALLOCATED,
        new Allocated("allocated_tx_2", AT, "store-a", "A-2026-000017", "tx_2", TAKES));
  }

  private static void aboutPeople() {
    put(
        FactKind.LISTING,
        ListEntry.builder()
            .id("list_1")
            .at(AT)
            .storeId("store-a")
            .list(ListEntry.Kind.BLOCK)
            .customerId("C-1")
            .reason(NOTE)
            .by("key_1")
            .expiresAt(AT)
            .build(),
        ListEntry.builder()
            .id("list_2")
            .at(AT)
            .storeId("store-a")
            .list(ListEntry.Kind.ALLOW)
            .token("tok_1")
            .reason(null)
            .by("key_1")
            .build());
    put(
        FactKind.RULES,
        new RuleSet("rules_1", AT, "store-a", "a1b2c3d4", "version: 1\nrules: {}\n", "file"));
    aboutModels();
    put(FactKind.PHOTO, photo(), minimalPhoto());
    put(FactKind.PHOTO, photoOfAHashedPicture(null));
    put(FactKind.PHOTO, photoOfAHashedPicture("i".repeat(171)));
    put(FactKind.ERASURE, new Erasure("er_1", AT, "store-a", "C-1", List.of("ph_1"), "key_1"));
    put(
        FactKind.AUDIT,
        new AuditEntry("au_1", AT, "store-a", "key_1", "PHOTO_VIEWED", "ph_1", NOTE, "192.0.2.7"),
        new AuditEntry("au_1", AT, "store-a", "node", AuditEntry.NODE_OPENED, "store-a", null));
  }

  private static void aboutModels() {
    put(FactKind.MODEL, new BroughtModel("m_1", AT, "store-a", SHA256, 70_000, 2, "key_1"));
    put(FactKind.MODEL_PART, new ModelPart("mp_1", "store-a", SHA256, 1, "H4sI+/=="));
    put(
        FactKind.MODEL_CARD,
        new BroughtCard("mc_1", AT, "store-a", SHA256, "{\"model\":\"00ff\"}", "key_1"));
    put(
        FactKind.MODEL_PROPOSAL,
        new ModelProposal("mp_1", AT, "store-a", SHA256, "key_1", NOTE),
        new ModelProposal("mp_1", AT, "store-a", SHA256, "key_1", null));
    put(
        FactKind.MODEL_TERM,
        new ModelTerm("mt_1", AT, "store-b", SHA256, "key_1", "key_2", NOTE),
        new ModelTerm("mt_1", AT, "store-b", null, null, "key_2", null));
  }

  private static Photo photo() {
    return Photo.builder()
        .id("ph_1")
        .storeId("store-a")
        .laneId("A-01")
        .source(SourceKind.LIVE_CAMERA)
        .capturedAt(AT)
        .sha256(SHA256)
        .perceptualHash("0f1e2d3c4b5a6978")
        .faceCount(2)
        .box(new Box(10, 20, 112, 113))
        .quality(49)
        .verified(true)
        .issues(List.of("MANY_FACES", "NOT_LIVE"))
        .detector("yunet")
        .detectorSha256(SHA256)
        .liveness(new Liveness(Liveness.Verdict.LIVE, 0.97))
        .consent(new PhotoConsent(List.of(PhotoConsent.PHOTO, PhotoConsent.MATCH), "v3", "en"))
        .build();
  }

  /** By a node that hashes whole pictures, and later ones without their border too. */
  private static Photo photoOfAHashedPicture(String innerHash) {
    Photo photo = photo();
    return Photo.builder()
        .id(photo.id())
        .storeId(photo.storeId())
        .laneId(photo.laneId())
        .source(photo.source())
        .capturedAt(photo.capturedAt())
        .sha256(photo.sha256())
        .perceptualHash(photo.perceptualHash())
        .faceCount(photo.faceCount())
        .box(photo.box())
        .quality(photo.quality())
        .verified(photo.verified())
        .issues(photo.issues())
        .detector(photo.detector())
        .detectorSha256(photo.detectorSha256())
        .liveness(photo.liveness())
        .consent(photo.consent())
        .pictureHash("q".repeat(171))
        .innerHash(innerHash)
        .build();
  }

  private static Photo minimalPhoto() {
    return Photo.builder()
        .id("ph_1")
        .storeId("store-a")
        .source(SourceKind.UPLOAD)
        .capturedAt(AT)
        .sha256(SHA256)
        .detector("lbp")
        .detectorSha256(SHA256)
        .liveness(Liveness.UNDETERMINED)
        .build();
  }

  private static void aboutStores() {
    put(FactKind.EPOCH, new EpochOpened("store-a", POSITION.epoch() + 1, POSITION, "run_1"));
    put(FactKind.SALVAGE, new Salvage("store-b", POSITION, "{\"v\":1}", "2026-01:00ff"));
    put(
        FactKind.DECOMMISSION,
        new Decommission("d_1", AT, "store-a", "store-c", "store-b", POSITION, "key_1"));
    put(
        FactKind.DECOMMISSIONED,
        new Decommissioned("dd_1", AT, "store-a", "store-c", "store-b", POSITION, "d_1"));
  }
}
