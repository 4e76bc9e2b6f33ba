package io.tillwatch.edge.bus;

import io.tillwatch.core.alerts.AlertChanged;
import io.tillwatch.core.alerts.AlertCommand;
import io.tillwatch.core.alerts.AlertQuery;
import io.tillwatch.core.analytics.Patterns;
import io.tillwatch.core.analytics.ProtectedAttempt;
import io.tillwatch.core.analytics.RuleFigures;
import io.tillwatch.core.analytics.StatsQuery;
import io.tillwatch.core.camera.CameraStatus;
import io.tillwatch.core.camera.CameraStatuses;
import io.tillwatch.core.camera.Presence;
import io.tillwatch.core.checkout.Answer;
import io.tillwatch.core.checkout.ReceiptQuery;
import io.tillwatch.core.checkout.ReceiptView;
import io.tillwatch.core.checkout.StandInStatus;
import io.tillwatch.core.checkout.Submission;
import io.tillwatch.core.checkout.staff.StaffAnswer;
import io.tillwatch.core.checkout.staff.StaffCommand;
import io.tillwatch.core.fraud.Backtest;
import io.tillwatch.core.fraud.FraudStatus;
import io.tillwatch.core.fraud.ReturnAssessment;
import io.tillwatch.core.fraud.RulesChange;
import io.tillwatch.core.fraud.RulesView;
import io.tillwatch.core.fraud.drift.DriftView;
import io.tillwatch.core.fraud.labels.LabelQuery;
import io.tillwatch.core.fraud.labels.RelatedQuery;
import io.tillwatch.core.fraud.models.ModelCommand;
import io.tillwatch.core.fraud.models.ModelsView;
import io.tillwatch.core.fraud.scoring.AssessRequest;
import io.tillwatch.core.ledger.Acknowledged;
import io.tillwatch.core.ledger.AdoptRights;
import io.tillwatch.core.ledger.ApplyBatch;
import io.tillwatch.core.ledger.ApplyResult;
import io.tillwatch.core.ledger.Blob;
import io.tillwatch.core.ledger.BlobsHeld;
import io.tillwatch.core.ledger.Commit;
import io.tillwatch.core.ledger.CommitResult;
import io.tillwatch.core.ledger.Committed;
import io.tillwatch.core.ledger.Committing;
import io.tillwatch.core.ledger.FactPage;
import io.tillwatch.core.ledger.FactsQuery;
import io.tillwatch.core.ledger.FileRewrite;
import io.tillwatch.core.ledger.IdempotencyQuery;
import io.tillwatch.core.ledger.LedgerQuery;
import io.tillwatch.core.ledger.LogQuery;
import io.tillwatch.core.ledger.LogReopened;
import io.tillwatch.core.ledger.PageQuery;
import io.tillwatch.core.ledger.Positions;
import io.tillwatch.core.ledger.RedisHealth;
import io.tillwatch.core.ledger.RightsQuery;
import io.tillwatch.core.ledger.ScanQuery;
import io.tillwatch.core.ledger.TrimOrder;
import io.tillwatch.core.ledger.snapshot.SnapshotPage;
import io.tillwatch.core.ledger.snapshot.SnapshotQuery;
import io.tillwatch.core.ledger.snapshot.SnapshotState;
import io.tillwatch.core.ledger.snapshot.SnapshotStep;
import io.tillwatch.core.oplog.LogHealth;
import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.photos.Erasure;
import io.tillwatch.core.photos.StoredPhoto;
import io.tillwatch.core.replication.DecommissionOrder;
import io.tillwatch.core.replication.LatencyHistory;
import io.tillwatch.core.replication.ReplicationQuery;
import io.tillwatch.core.replication.ReplicationStatus;
import io.tillwatch.core.replication.Watermarks;
import io.tillwatch.core.replication.protocol.Instance;
import io.tillwatch.core.replication.protocol.SalvageLockRequest;
import io.tillwatch.core.replication.protocol.SalvageProgress;
import io.tillwatch.core.search.AuditCount;
import io.tillwatch.core.search.Profile;
import io.tillwatch.core.search.SearchResult;
import io.tillwatch.core.search.Subject;
import io.tillwatch.core.search.TransactionQuery;
import io.tillwatch.core.trace.Sent;

/**
 * The catalogue of addresses within a node: who can be asked what. What other stores are asked is
 * in {@link StoreChannels}.
 */
public final class Channels {

  // ledger: the only way to Redis
  public static final Channel<Commit, CommitResult> COMMIT =
      Channel.local("ledger.commit", Commit.class, CommitResult.class);
  public static final Channel<ApplyBatch, ApplyResult> APPLY =
      Channel.local("ledger.apply", ApplyBatch.class, ApplyResult.class);
  public static final Channel<FactsQuery, FactPage> FACTS =
      Channel.local("ledger.facts", FactsQuery.class, FactPage.class);
  public static final Channel<PageQuery, FactPage> PAGE =
      Channel.local("ledger.page", PageQuery.class, FactPage.class);

  /** The same for people and other systems, who may wait for one another and hold up no till. */
  public static final Channel<FactsQuery, FactPage> BROWSE_FACTS =
      Channel.local("ledger.browse.facts", FactsQuery.class, FactPage.class);

  public static final Channel<PageQuery, FactPage> BROWSE =
      Channel.local("ledger.browse", PageQuery.class, FactPage.class);

  /** Answered when all actors were told what the ledger's Redis had when this was asked. */
  public static final Channel<LedgerQuery, LedgerQuery> READ_BARRIER =
      Channel.local("ledger.read-barrier", LedgerQuery.class, LedgerQuery.class);

  public static final Channel<ScanQuery, FactPage> SCAN =
      Channel.local("ledger.scan", ScanQuery.class, FactPage.class);
  public static final Channel<LogQuery, LogQuery.LogRange> LOG =
      Channel.local("ledger.log", LogQuery.class, LogQuery.LogRange.class);
  public static final Channel<LedgerQuery, Positions> POSITIONS =
      Channel.local("ledger.positions", LedgerQuery.class, Positions.class);
  public static final Channel<LedgerQuery, RedisHealth> REDIS_HEALTH =
      Channel.local("ledger.redis-health", LedgerQuery.class, RedisHealth.class);
  public static final Channel<LogHealth.Question, LogHealth> FLAWS =
      Channel.local("ledger.flaws", LogHealth.Question.class, LogHealth.class);

  /** Replication is ready: what other stores lost may be put into this store's log. */
  public static final Channel<LedgerQuery, Positions> SALVAGE =
      Channel.local("ledger.salvage", LedgerQuery.class, Positions.class);

  public static final Channel<TrimOrder, TrimOrder.Left> TRIM =
      Channel.local("ledger.trim", TrimOrder.class, TrimOrder.Left.class);
  public static final Channel<LedgerQuery, Acknowledged> ACKNOWLEDGED =
      Channel.local("ledger.acknowledged", LedgerQuery.class, Acknowledged.class);
  public static final Channel<SnapshotQuery, SnapshotPage> SNAPSHOT_PAGE =
      Channel.local("ledger.snapshot.page", SnapshotQuery.class, SnapshotPage.class);
  public static final Channel<SnapshotStep, SnapshotState> SNAPSHOT_STEP =
      Channel.local("ledger.snapshot.step", SnapshotStep.class, SnapshotState.class);

  /** Ops of a store that has left the group: kept apart. */
  public static final Channel<ApplyBatch, ApplyResult> QUARANTINE =
      Channel.local("ledger.quarantine", ApplyBatch.class, ApplyResult.class);

  public static final Channel<AdoptRights, AdoptRights> ADOPT_RIGHTS =
      Channel.local("ledger.adopt-rights", AdoptRights.class, AdoptRights.class);
  public static final Channel<RightsQuery, RightsQuery.Rights> RIGHTS =
      Channel.local("ledger.rights", RightsQuery.class, RightsQuery.Rights.class);
  public static final Channel<IdempotencyQuery, IdempotencyQuery.Answer> IDEMPOTENCY =
      Channel.local("ledger.idempotency", IdempotencyQuery.class, IdempotencyQuery.Answer.class);
  public static final Channel<Blob, Blob> BLOB_PUT =
      Channel.local("ledger.blob.put", Blob.class, Blob.class);
  public static final Channel<Blob, Blob> BLOB_GET =
      Channel.local("ledger.blob.get", Blob.class, Blob.class);

  /** What the version before left there, not encrypted. */
  public static final Channel<Blob, Blob> BLOB_PLAIN =
      Channel.local("ledger.blob.plain", Blob.class, Blob.class);

  /** Redis is to write its files anew, without what was deleted. */
  public static final Channel<FileRewrite, FileRewrite> REWRITE_FILE =
      Channel.local("ledger.rewrite-file", FileRewrite.class, FileRewrite.class);

  public static final Channel<Blob, Blob> BLOB_DELETE =
      Channel.local("ledger.blob.delete", Blob.class, Blob.class);

  public static final Channel<BlobsHeld, BlobsHeld> BLOBS_HELD =
      Channel.local("ledger.blobs-held", BlobsHeld.class, BlobsHeld.class);

  // photos
  /** Keeps a picture, encrypted; its record comes after it. */
  public static final Channel<StoredPhoto, StoredPhoto> PHOTO_KEEP =
      Channel.local("photos.keep", StoredPhoto.class, StoredPhoto.class);

  /** Takes back a picture whose record could not be committed. */
  public static final Channel<StoredPhoto, StoredPhoto> PHOTO_DROP =
      Channel.local("photos.drop", StoredPhoto.class, StoredPhoto.class);

  /** The picture of a record, as it is kept here. */
  public static final Channel<StoredPhoto, StoredPhoto> PHOTO_READ =
      Channel.local("photos.read", StoredPhoto.class, StoredPhoto.class);

  /** Who stands at a lane was compared with its photo; for checkout. */
  public static final Channel<Presence.Check, Presence.Check> PHOTO_PRESENCE =
      Channel.local("photos.presence", Presence.Check.class, Presence.Check.class);

  public static final Channel<Erasure.Request, Erasure.Answer> ERASE =
      Channel.local("photos.erase", Erasure.Request.class, Erasure.Answer.class);

  /**
   * The only feed of facts, local and remote alike, in the order this store learnt of them, after
   * they are on disk.
   */
  public static final Topic<Committed> COMMITTED = new Topic<>("ledger.committed", Committed.class);

  /** Ops of this store's own that were given to Redis one by one, before it has answered. */
  public static final Topic<Committing> COMMITTING =
      new Topic<>("ledger.committing", Committing.class);

  /** Other stores' ops that the ledger may be asked to apply soon. */
  public static final Topic<ApplyBatch> READ_AHEAD =
      new Topic<>("ledger.read-ahead", ApplyBatch.class);

  /** What this store has left to log again of an origin's ops, before the origin's next head. */
  public static final Topic<SalvageProgress> SALVAGE_PROGRESS =
      new Topic<>("ledger.salvaging", SalvageProgress.class);

  /** What is wrong with logs, whenever that changes. */
  public static final Topic<LogHealth> FLAWS_CHANGED =
      new Topic<>("ledger.flaws-changed", LogHealth.class);

  // the ledger's past, page by page, to each actor that keeps a picture of it in memory
  public static final Channel<FactPage, FactPage.Learnt> FRAUD_REPLAY =
      Channel.local("fraud.replay", FactPage.class, FactPage.Learnt.class);
  public static final Channel<FactPage, FactPage.Learnt> TRIES_REPLAY =
      Channel.local("ledger.tries.replay", FactPage.class, FactPage.Learnt.class);

  public static final Channel<FactPage, FactPage.Learnt> ALERTS_REPLAY =
      Channel.local("alerts.replay", FactPage.class, FactPage.Learnt.class);
  public static final Channel<FactPage, FactPage.Learnt> FIGURES_REPLAY =
      Channel.local("analytics.replay", FactPage.class, FactPage.Learnt.class);
  public static final Channel<FactPage, FactPage.Learnt> REFUNDS_REPLAY =
      Channel.local("checkout.refunds.replay", FactPage.class, FactPage.Learnt.class);
  public static final Channel<FactPage, FactPage.Learnt> REFERENCES_REPLAY =
      Channel.local("ledger.references.replay", FactPage.class, FactPage.Learnt.class);

  // fraud: how a transaction is to be judged
  public static final Channel<AssessRequest, ReturnAssessment> ASSESS =
      Channel.local("fraud.assess", AssessRequest.class, ReturnAssessment.class);
  public static final Channel<RulesView.Query, RulesView> RULES =
      Channel.local("fraud.rules", RulesView.Query.class, RulesView.class);
  public static final Channel<FraudStatus.Query, FraudStatus> FRAUD_STATUS =
      Channel.local("fraud.status", FraudStatus.Query.class, FraudStatus.class);
  public static final Channel<RulesChange, RulesChange.Answer> RULES_CHANGE =
      Channel.local("fraud.rules.change", RulesChange.class, RulesChange.Answer.class);
  public static final Channel<Backtest, Backtest.Answer> BACKTEST =
      Channel.local("fraud.rules.backtest", Backtest.class, Backtest.Answer.class);

  public static final Channel<ModelsView.Query, ModelsView> MODELS =
      Channel.local("fraud.models", ModelsView.Query.class, ModelsView.class);
  public static final Channel<ModelCommand, ModelCommand.Answer> MODEL_COMMAND =
      Channel.local("fraud.models.command", ModelCommand.class, ModelCommand.Answer.class);
  public static final Channel<DriftView.Query, DriftView> MODEL_DRIFT =
      Channel.local("fraud.models.drift", DriftView.Query.class, DriftView.class);
  public static final Channel<LabelQuery, LabelQuery.Answer> LABELS =
      Channel.local("fraud.labels", LabelQuery.class, LabelQuery.Answer.class);
  public static final Channel<RelatedQuery, RelatedQuery.Answer> RELATED =
      Channel.local("fraud.labels.related", RelatedQuery.class, RelatedQuery.Answer.class);

  // checkout: decides what becomes of a sale, a return and what staff ask about them
  public static final Channel<Submission, Answer> SUBMIT =
      Channel.local("checkout.submit", Submission.class, Answer.class);
  public static final Channel<ReceiptQuery, ReceiptView> RECEIPT =
      Channel.local("checkout.receipt", ReceiptQuery.class, ReceiptView.class);
  public static final Channel<StaffCommand, StaffAnswer> STAFF =
      Channel.local("checkout.staff", StaffCommand.class, StaffAnswer.class);

  public static final Channel<StandInStatus.Query, StandInStatus> STAND_IN =
      Channel.local("checkout.stand-in", StandInStatus.Query.class, StandInStatus.class);

  // alerts
  public static final Channel<AlertCommand, StaffAnswer> ALERT_COMMAND =
      Channel.local("alerts.command", AlertCommand.class, StaffAnswer.class);

  /** Which alerts there are: filtered, in order, counted. */
  public static final Channel<AlertQuery, AlertQuery.Page> ALERTS =
      Channel.local("alerts.query", AlertQuery.class, AlertQuery.Page.class);

  /** An alert was raised or changed, in whatever store, as this store knows it. */
  public static final Topic<AlertChanged> ALERT_CHANGED =
      new Topic<>("alerts.changed", AlertChanged.class);

  // replication: within the node
  public static final Channel<ReplicationQuery, ReplicationStatus> REPLICATION_STATUS =
      Channel.local("replication.status", ReplicationQuery.class, ReplicationStatus.class);

  /** Whether this store is the one that logs again what an origin lost. */
  public static final Channel<SalvageLockRequest, SalvageLockRequest.Answer> SALVAGE_LOCK =
      Channel.local(
          "replication.salvage-turn", SalvageLockRequest.class, SalvageLockRequest.Answer.class);

  /** The ledger's Redis is another process than before: brings back what peers still have. */
  public static final Channel<LogReopened, Position> REOPENED =
      Channel.local("replication.reopened", LogReopened.class, Position.class);

  /** A store is to leave the group. */
  public static final Channel<DecommissionOrder, DecommissionOrder.Answer> DECOMMISSION =
      Channel.local(
          "replication.decommission", DecommissionOrder.class, DecommissionOrder.Answer.class);

  /** At each change of a peer's state, and once a second while ops move or wait. */
  public static final Topic<ReplicationStatus> REPLICATION_CHANGED =
      new Topic<>("replication.changed", ReplicationStatus.class);

  /** At each heartbeat: up to when every other store's facts are known here. */
  public static final Topic<Watermarks> WATERMARKS_CHANGED =
      new Topic<>("replication.watermarks-changed", Watermarks.class);

  /** Another node runs under this store's id and was there first: this node must stop. */
  public static final Topic<Instance> OUTRANKED =
      new Topic<>("replication.outranked", Instance.class);

  /** How long ops of other stores took, minute by minute. */
  public static final Channel<ReplicationQuery, LatencyHistory> LATENCY_HISTORY =
      Channel.local("replication.latency", ReplicationQuery.class, LatencyHistory.class);

  /** How the cameras of the lanes are. */
  public static final Channel<CameraStatus.Query, CameraStatuses> CAMERA =
      Channel.local("camera.status", CameraStatus.Query.class, CameraStatuses.class);

  /** Ops of this store's own log went to another one. */
  public static final Topic<Sent> SENT = new Topic<>("replication.sent", Sent.class);

  // analytics
  public static final Channel<StatsQuery, StatsQuery.Stats> STATS =
      Channel.local("analytics.stats", StatsQuery.class, StatsQuery.Stats.class);

  /** Figures are other ones, of facts that were committed some time ago. */
  public static final Topic<StatsQuery.Counted> COUNTED =
      new Topic<>("analytics.counted", StatsQuery.Counted.class);

  public static final Channel<ProtectedAttempt.Query, ProtectedAttempt.Page> PROTECTED =
      Channel.local(
          "analytics.protected", ProtectedAttempt.Query.class, ProtectedAttempt.Page.class);

  /** Transactions by who and what is in them. */
  public static final Channel<TransactionQuery, TransactionQuery.Page> TRANSACTIONS =
      Channel.local("analytics.listing", TransactionQuery.class, TransactionQuery.Page.class);

  /** How many entries of the audit trail a filter lets through. */
  public static final Channel<AuditCount, AuditCount.Answer> AUDIT_COUNT =
      Channel.local("analytics.audit", AuditCount.class, AuditCount.Answer.class);

  public static final Channel<Subject, Profile> PROFILE =
      Channel.local("analytics.profile", Subject.class, Profile.class);
  public static final Channel<SearchResult.Query, SearchResult> SEARCH =
      Channel.local("analytics.search", SearchResult.Query.class, SearchResult.class);

  /** A stretch of time, cut in several ways. */
  public static final Channel<Patterns.Query, Patterns.Answer> PATTERNS =
      Channel.local("analytics.patterns", Patterns.Query.class, Patterns.Answer.class);

  /** What each rule did. */
  public static final Channel<RuleFigures.Query, RuleFigures.Table> RULE_FIGURES =
      Channel.local("analytics.rules", RuleFigures.Query.class, RuleFigures.Table.class);

  private Channels() {}
}
