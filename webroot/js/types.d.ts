/*
 * What the node answers, as the pages read it: taken from openapi.yaml. For the type check alone:
 * no page loads this file, and the jar leaves it out.
 */

import type { LaneSettings } from "./kiosk/lane-settings.js";
import type { PhotoBooth } from "./kiosk/photo-booth.js";
import type { SecondLook } from "./kiosk/second-look.js";
import type { LinkedCases } from "./dashboard/linked-cases.js";
import type { PhotoPair } from "./dashboard/photo-pair.js";
import type { RulesHistory } from "./dashboard/rules/rules-history.js";
import type { Markup } from "./lib/html.js";
import type { Rows } from "./lib/rows.js";
import type { SignIn } from "./lib/sign-in.js";

/** RFC 3339, in UTC. */
export type Instant = string;

export type TransactionStatus = "COMPLETED" | "HELD" | "BLOCKED";
export type DecisionName = "APPROVE" | "REVIEW" | "BLOCK";
export type RemedyName = "CAPTURE_PHOTO" | "PRESENT_ORIGINAL_CARD" | "WAIT_FOR_SYNC" | "SUPERVISOR";
export type TenderType = "CARD" | "CASH" | "GIFT_CARD" | "STORE_CREDIT";
export type Settlement = "PAID" | "READY" | "WAITING" | "NONE";
export type Verdict = "FRAUD" | "LEGITIMATE" | "INCONCLUSIVE";

export interface ProblemBody {
  status?: number;
  code?: string;
  title?: string;
  detail?: string;
  errors?: { pointer: string; detail: string }[];
}

export interface TransactionLine {
  sku: string;
  quantity: number;
  unitPriceMinor: number;
  serial?: string | null;
  condition?: string | null;
}

/** `card`: its fingerprint; a till is told none. */
export interface ShownTender {
  type: TenderType;
  card?: string;
}

export interface Transaction {
  id: string;
  type: "SALE" | "RETURN";
  storeId: string;
  receiptNumber: string | null;
  status: TransactionStatus;
  totalMinor: number;
  currency: string;
  customerId: string | null;
  photoId: string | null;
  occurredAt: Instant;
  laneId: string;
  cashierId: string | null;
  lines: TransactionLine[];
  voided: boolean;
  firstApproval?: { by: string; note: string | null; at: Instant } | null;
  tender?: ShownTender | null;
  refundTender?: ShownTender | null;
  reason?: string | null;
}

export interface Evidence {
  type: string;
  ref: string;
  detail: string | null;
}

export interface Reason {
  code: string;
  points: number;
  message: string;
  evidence: Evidence[];
}

export interface Assessment {
  score: number;
  decision: DecisionName;
  rulesetVersion: string;
  reasons: Reason[];
  mitigations?: string[];
  remedy: RemedyName | null;
}

/** What can change about a transaction after its answer. */
export interface TransactionNews {
  transaction: Transaction;
  refundMinor: number;
  settlement: Settlement;
}

/** What a kiosk is told of an assessment; the rest only where a member of staff unlocked it. */
export type KioskAssessment = Pick<Assessment, "decision" | "remedy"> & Partial<Assessment>;

/** To a sale or a return that was submitted. */
export interface Answer extends TransactionNews {
  assessment: KioskAssessment;
  reference: string;
  trace?: { scoredMicros?: number; committedMicros: number };
}

/** A paid return that is to be judged without its score. */
export interface BlindReturn {
  transaction: Transaction;
}

export interface TransactionItem extends TransactionNews {
  assessment: Assessment;
  reference: string;
}

/** What of a list is asked for; parts without a value are left out. */
export type Query = Record<string, string | number | null | undefined>;

export interface Page<T> {
  items: T[];
  nextCursor: string | null;
  /** How many there are; null while the node still counts, absent where it does not. */
  total?: number | null;
}

export interface CatalogItem {
  sku: string;
  description: string;
  category: string;
  priceMinor: number;
  serialised?: boolean;
}

export interface Catalog {
  currency: string;
  items: CatalogItem[];
}

export interface ReceiptLine {
  line: number;
  sku: string;
  description: string | null;
  quantity: number;
  unitPriceMinor: number;
  /** Null for a page that no PIN has unlocked. */
  serial: string | null;
  /** Whether one was read when it was sold. */
  serialRead: boolean;
  refundable: number;
}

export interface Receipt {
  transaction: Transaction;
  lines: ReceiptLine[];
  voided: boolean;
  disputed: boolean;
  asOf: Instant | null;
  homeStoreId: string;
  homeStoreReachable: boolean;
}

export interface Face {
  count: number;
  quality: number;
  verified: boolean;
  issues: string[];
}

export interface PhotoAnswer {
  photoId: string;
  /** Where it came from: LIVE_CAMERA, BROWSER, UPLOAD, FILE or DEMO. */
  source: string;
  face: Face;
}

/** A live session that waits for frames. */
export interface LiveSession {
  sessionId: string;
  nonce: string;
  expiresAt: Instant;
  frames: number;
  turn: "LEFT" | "RIGHT" | null;
}

/** What the node saw of one frame of it. */
export interface LiveFrame {
  frame: number;
  /** Whether it is the best so far. */
  best: boolean;
  hint: string | null;
  /** With which the session is over. */
  photo: PhotoAnswer | null;
}

/** Whether who stands at a lane is whom a photo shows. */
export interface PresenceOf {
  photoId: string;
  person: "SAME" | "OTHER" | "UNKNOWN";
  /** Why nobody can say; null where they were compared. */
  why: string | null;
}

export interface Camera {
  /** The lane whose own camera it is; left out of the common one. */
  laneId?: string;
  state: string;
  source: string;
  message?: string;
  /** Whether the node can compare the faces of two photos. */
  matching?: boolean;
  /** Whether it is to be seen who takes goods or money; absent before a version that tells. */
  sameVisit?: boolean;
  /** The lanes with a camera of their own, or with none, where no lane was asked for. */
  lanes?: LaneCameraState[];
  /** What faces are found, compared and judged with; absent before a version that tells. */
  models?: FaceModel[];
}

export interface LaneCameraState {
  laneId: string;
  state: string;
  source: string;
  message: string;
  since: Instant;
}

/** What a preview shows now, for whoever sets the camera up. */
export interface CameraLook {
  camera: string;
  framesPerSecond: number;
  picture: {
    width: number;
    height: number;
    quality: number;
    counts: boolean;
    hint: string | null;
    measures: { name: string; value: number }[];
  } | null;
}

export interface FaceModel {
  use: string;
  name: string;
  sha256: string;
  licence: string;
}

export interface AlertStep {
  at: Instant;
  storeId: string;
  what: string;
  by: string | null;
  note: string | null;
}

export interface Alert {
  id: string;
  createdAt: Instant;
  storeId: string;
  kind: string;
  status: "OPEN" | "CLAIMED" | "RESOLVED";
  claimedBy: string | null;
  claimedUntil: Instant | null;
  snoozedUntil: Instant | null;
  outcome?: Verdict | null;
  conflict?: boolean;
  transaction: Transaction | null;
  assessment: Assessment | null;
  amountMinor: number;
  currency: string | null;
  originalStoreId: string | null;
  reference: string | null;
}

export interface AlertDetail extends Alert {
  sale: Transaction | null;
  metresApart: number | null;
  photos: {
    sale?: string | null;
    return?: string | null;
    similarity?: number | null;
    notCompared?: string | null;
  };
  shadowReasons?: Reason[];
  arithmetic?: {
    contributions: { group: string; ppm: number }[];
    thresholds?: { review: number; block: number };
  } | null;
  timeline: AlertStep[];
}

export interface Latency {
  count: number;
  averageMicros: number;
  p50Micros: number;
  p99Micros: number;
  maxMicros: number;
}

/** What is not known is null; of one store alone some figures are absent. */
export interface Figures {
  legitimateTransactions: number;
  fraudAttempts: number;
  fraudDetected: number;
  fraudPrevented: number;
  valueProtectedMinor: number;
  sales: number;
  returns: number;
  held: number;
  openAlerts: number;
  resolved: { fraud: number; legitimate: number; inconclusive: number };
  replicationEvents?: number | null;
  replicationLatency?: Latency | null;
  detectionRate: number | null;
  preventionRate: number | null;
  falsePositives: number | null;
}

export interface GuardAlarm {
  since: Instant;
  rules: string[];
  returns: number;
  blocks: number;
}

export interface Stats {
  asOf: Instant;
  storeId: string;
  currency: string;
  complete: boolean;
  all: Figures;
  stores: Record<string, Figures>;
  guardAlarm?: GuardAlarm | null;
}

export interface Peer {
  storeId: string;
  state: string;
  transport: string | null;
  lagOps: number;
  lagMillis: number | null;
  backlog: number;
  oldestUnackedMillis: number;
  lastHeard: Instant | null;
  clockOffsetMicros: number;
  clockErrorMicros: number | null;
  clockAlarm: boolean;
  duplicates: number;
  gaps: number;
  diverged: number;
  refused: number;
  forgedFrames: number;
  latency: Latency | null;
  recentLatency?: Latency | null;
  moneyAtRiskMinor: number | null;
  moneyAtRiskCeilingMinor: number | null;
  version: string | null;
  camera: string | null;
}

/** When a transaction passed each stage, by the clock of the store that answers. */
export interface Trace {
  transactionId: string;
  storeId: string;
  seenFrom: string;
  clockErrorMicros: number | null;
  totalMicros: number | null;
  stages: { stage: string; atMicros: number | null; tookMicros: number | null }[];
}

export interface Traces {
  stages: { stage: string; count: number; p50Micros: number; p99Micros: number }[];
  items: Trace[];
}

/** How long ops of each store took to get here, minute by minute. */
export interface LatencyHistory {
  stores: Record<
    string,
    { at: Instant; count: number; p50Micros: number; p99Micros: number; maxMicros: number }[]
  >;
}

export interface LogFlaw {
  salvaged: number;
  quarantined: number;
}

export interface Departure {
  storeId: string;
  heir: string;
}

/** Whom or what a page is about. */
export type SubjectKind =
  | "CUSTOMER"
  | "CASHIER"
  | "STORE"
  | "CARD"
  | "ARTICLE"
  | "SERIAL"
  | "RECEIPT"
  | "TRANSACTION";

export interface SearchHit {
  kind: SubjectKind;
  id: string;
  transactions: number;
}

export interface Search {
  text: string;
  complete: boolean;
  items: SearchHit[];
}

export interface RelatedShare {
  id: string;
  transactions: number;
}

export interface PeerComparison {
  own: number | null;
  median: number | null;
  exceeds: number | null;
}

export interface Profile {
  kind: SubjectKind;
  id: string;
  complete: boolean;
  since: Instant | null;
  transactions: number;
  counts: Record<
    "sales" | "returns" | "voided" | "held" | "blocked" | "alerts" | "openAlerts" | "frauds",
    number
  >;
  money: {
    soldMinor: number;
    refundedMinor: number;
    netMinor: number;
    returnedShare: number | null;
  };
  first: Instant | null;
  last: Instant | null;
  related: Record<"stores" | "customers" | "cashiers" | "cards" | "articles", RelatedShare[]>;
  peers: { count: number; returnedShare: PeerComparison; flaggedShare: PeerComparison } | null;
}

export interface Replication {
  storeId: string;
  position: string;
  peers: Peer[];
  conflicts: number;
  events: number;
  logFlaws?: Record<string, LogFlaw>;
  departures?: Departure[];
  snapshot: { from: string; done: number; total: number } | null;
  moneyAtRiskMinor: number;
  groupMoneyAtRiskMinor: number;
  groupMoneyAtRiskCeilingMinor: number;
  version: string | null;
  camera: string | null;
}

export interface RuleEntry {
  code?: string;
  name?: string;
  enabled?: boolean;
  mode?: string;
  points?: number;
  parameters?: Record<string, number>;
}

export interface RulesVersion {
  version: string;
  at: Instant;
  by: string;
  storeId: string;
  inForce?: boolean;
}

/** Rules as they are written down, and what the node says of them. */
export interface RuleSet {
  rules: RuleEntry[];
  mitigations: RuleEntry[];
  inForce: RulesVersion;
  fileProblem?: string | null;
  [section: string]: unknown;
}

export type LabelSource = "RESOLUTION" | "FINDING" | "DISPUTE" | "MATURITY";

export interface Labels {
  returns: number;
  frauds: number;
  honest: number;
  dropped: number;
  sources: { source: LabelSource; frauds: number; honest: number }[];
}

export type DriftLevel = "TOO_FEW" | "STEADY" | "WATCH" | "ALARM";

export interface DriftShift {
  name: string;
  index: number | null;
  level: DriftLevel;
}

export interface DriftMeasure {
  value: number | null;
  labels: number;
  frauds: number;
}

export interface CalibrationBin {
  from: number;
  to: number;
  labels: number;
  frauds: number;
  said: number | null;
  found: number | null;
}

export interface DriftFigures {
  days: number;
  returns: number;
  level: DriftLevel;
  score: DriftShift;
  features: DriftShift[];
  calibrationError: DriftMeasure;
  alertPrecision: DriftMeasure;
  topPrecision: DriftMeasure;
  calibration: CalibrationBin[];
  sales: SalesDrift;
}

export interface SalesDrift {
  sales: number;
  weeks: number;
  level: DriftLevel;
  numbers: DriftShift[];
}

export interface ModelDrift {
  model: string | null;
  champion: boolean;
  at: string | null;
  detail: string;
  figures: DriftFigures | null;
}

export interface ModelProposal {
  model: string;
  at: string;
  by: string;
  storeId: string;
  note: string | null;
}

export interface ModelTerm {
  model: string | null;
  at: string;
  proposedBy: string | null;
  by: string;
  storeId: string;
  note: string | null;
}

export interface ModelItem {
  model: string;
  at: string;
  by: string;
  storeId: string;
  bytes: number;
  complete: boolean;
  problem: string | null;
  card: string | null;
}

export interface Models {
  champion: string | null;
  challenger: string | null;
  detail: string;
  featureSet: string;
  proposal: ModelProposal | null;
  terms: ModelTerm[];
  items: ModelItem[];
}

export interface BacktestVerdict {
  decision: DecisionName;
  score: number;
}

export interface BacktestChange {
  transactionId: string;
  customerId: string | null;
  totalMinor: number;
  now: BacktestVerdict;
  proposed: BacktestVerdict;
}

export interface BacktestReport {
  transactions: number;
  changed: number;
  blockedMoreMinor: number;
  blockedLessMinor: number;
  changes: BacktestChange[];
}

export interface RuleFiguresItem {
  code: string;
  group: string;
  mode: string;
  points: number;
  hits: number;
  shadowHits: number;
  flagged: number;
  fraud: number;
  legitimate: number;
  inconclusive: number;
  savedMinor: number;
  costMinor: number;
}

/** What each rule did within a stretch of time. */
export interface RuleFigures {
  from: Instant;
  to: Instant;
  complete: boolean;
  currency: string;
  inForce: RulesVersion;
  guardAlarm: GuardAlarm | null;
  items: RuleFiguresItem[];
}

export interface ListEntry {
  id: string;
  list: "BLOCK" | "ALLOW";
  customerId: string | null;
  card: string | null;
  reason: string;
  by: string;
  at: Instant;
  storeId: string;
  expiresAt: Instant | null;
  state: "IN_FORCE" | "REPLACED" | "EXPIRED" | "ENDED";
  ended: { at: Instant; by: string; storeId: string } | null;
}

export interface AuditItem {
  id: string;
  at: Instant;
  storeId: string;
  actor: string;
  action: string;
  target: string;
  why: string | null;
  from?: string | null;
}

export interface Explanation {
  transactionId: string;
  outcome: string;
  because: string[];
  decidedBy: "RULES" | "REVIEWER";
  rulesetVersion: string;
  whatYouCanDo: string;
}

export interface Report {
  from: Instant;
  to: Instant;
  asOf: Instant;
  complete: boolean;
  currency: string;
  storeId: string;
  all: Figures;
  stores: Record<string, Figures>;
  replication: { replicationEvents: number | null; replicationLatency: Latency | null };
}

export interface ProtectedAttempt {
  transactionId: string;
  storeId: string;
  at: Instant;
  askedMinor: number;
  decision: DecisionName;
  reasons: string[];
}

export interface ValueProtected extends Page<ProtectedAttempt> {
  complete: boolean;
  currency: string;
  formula: string;
  valueProtectedMinor: number;
  count: number;
}

export interface Movement {
  sold: number;
  returned: number;
  flagged: number;
  returnedMinor: number;
}

/** What happened in the chosen stores together. */
export interface PatternSums {
  figures: Figures;
  reasons: Record<string, number>;
  shadow: Record<string, number>;
  categories: Record<string, Movement>;
}

export interface StorePlace {
  storeId: string;
  lat: number;
  lon: number;
}

export interface FlowBetween {
  soldAt: string;
  returnedAt: string;
  returned: number;
  askedMinor: number;
  refundMinor: number;
  flagged: number;
  blocked: number;
}

export interface CashierFigures {
  storeId: string;
  cashierId: string;
  sales: number;
  returns: number;
  withoutReceipt: number;
  flagged: number;
  refundMinor: number;
  flaggedShare: number | null;
  peersFlaggedShare: number | null;
  meanRefundMinor: number | null;
  peersMeanRefundMinor: number | null;
}

/** A stretch of time, cut in several ways. */
export interface Patterns {
  from: Instant;
  to: Instant;
  bucket: "hour" | "day";
  storeId: string | null;
  complete: boolean;
  currency: string;
  all: PatternSums;
  items: (PatternSums & { start: Instant })[];
  hours: (PatternSums & { hour: number })[];
  flows: FlowBetween[];
  travels: { before: string; at: string; count: number }[];
  places: StorePlace[];
  cashiers: { from: Instant; to: Instant; more: boolean; items: CashierFigures[] };
}

export interface Who {
  role: string;
  /** Under which name acts are recorded. */
  actor: string;
  storeId: string;
  storeName: string;
  page: PageName;
  lane?: string | null;
  /** True on a dashboard of a store that was started for the demo. */
  demo?: boolean;
}

export interface DemoVisit {
  transactionId: string;
  title: string;
  fraud: boolean;
  asExpected: boolean;
  prevented: boolean;
  assessment: Pick<Assessment, "decision" | "score">;
  askedMinor: number;
  paidMinor: number;
}

export interface DemoReport {
  passed: boolean;
  counts: {
    legitimateTransactions: number;
    fraudAttempts: number;
    fraudDetected: number;
    fraudPrevented: number;
    falsePositives: number;
  };
  valueProtectedMinor: number;
  currency: string;
  detectionRate: number;
  preventionRate: number;
  replicationEvents: number;
  replicationLatency: { averageMicros: number; p50Micros: number; p99Micros: number } | null;
}

/** How the demo's script stands. */
export interface Demo {
  state: "IDLE" | "RUNNING" | "DONE" | "FAILED";
  visitsOfScript: number;
  againAt: Instant | null;
  run: {
    startedAt: Instant;
    by: string;
    endedAt: Instant | null;
    problem: string | null;
    visits: DemoVisit[];
    report: DemoReport | null;
  } | null;
}

export type PageName = "dash" | "kiosk";

/** What GET answers, by the path that is asked. */
export interface GetAnswers {
  "/session": Who;
  "/catalog": Catalog;
  "/camera": Camera;
  "/camera/look": CameraLook;
  "/stats": Stats;
  "/replication": Replication;
  "/alerts": Page<Alert>;
  "/transactions": Page<TransactionItem>;
  "/replication/latency": LatencyHistory;
  "/traces": Traces;
  [trace: `/traces/${string}`]: Trace;
  "/demo": Demo;
  "/search": Search;
  [profile: `/profiles/${string}`]: Profile;
  /** Or its explanation, by the longer path. */
  [transaction: `/transactions/${string}`]: TransactionItem;
  "/rules": RuleSet;
  "/rules/history": Page<RulesVersion>;
  "/lists": Page<ListEntry>;
  "/audit": Page<AuditItem>;
  "/stats/rules": RuleFigures;
  "/stats/patterns": Patterns;
  "/stats/patterns/transactions": Page<TransactionItem>;
  "/models": Models;
  "/models/labels": Labels;
  "/models/drift": ModelDrift;
  "/models/sample": Page<BlindReturn>;
  "/stats/report": Report;
  "/stats/value-protected": ValueProtected;
  [earlier: `/rules/history/${string}`]: RuleSet;
  [byReference: `/transactions?reference=${string}`]: Page<TransactionItem>;
  [alert: `/alerts/${string}`]: AlertDetail;
  [receipt: `/receipts/${string}`]: Receipt;
}

/** What is done about an alert. */
export type AlertWay = "claim" | "release" | "snooze" | "notes" | "resolution";

export interface PutAnswers {
  "/rules": RuleSet;
}

/** What POST answers, by the path that it goes to. */
export interface PostAnswers {
  "/demo/run": Demo;
  "/lists": { id: string };
  "/rules/backtest": BacktestReport;
  "/rules/rollback": RuleSet;
  "/models/rollback": Models;
  [blind: `/models/sample/${string}/verdict`]: { id: string };
  [promotion: `/models/${string}/promotion`]: Models;
  "/session": Who;
  "/session/staff": { staff: string; until: string };
  "/sales": Answer;
  "/returns": Answer;
  "/camera/captures": PhotoAnswer;
  "/photos/sessions": LiveSession;
  [frame: `/photos/sessions/${string}/frames?lane=${string}`]: LiveFrame;
  [presence: `/photos/${string}/presence?lane=${string}`]: PresenceOf;
  "/camera/presence": PresenceOf;
  [payout: `/transactions/${string}/payout`]: TransactionNews;
  [decision: `/transactions/${string}/decision`]: TransactionItem;
  [alert: `/alerts/${string}/${AlertWay}`]: Alert;
  [painted: `/traces/${string}/painted`]: unknown;
}

/** The live events of the node, by their names. A kiosk's transactions say no score. */
export interface FeedEvents {
  transaction: TransactionItem;
  alert: Alert;
  "alert.resolved": Alert;
  replication: Replication;
  stats: Stats;
  camera: Camera;
}

export type SubmitPath = "/sales" | "/returns";

export interface TenderDraft {
  type: TenderType;
  token: string;
}

/** What a sale or a return says when it is sent; what was not given is left out. */
export interface SubmitBody {
  laneId?: string;
  cashierId?: string;
  customerId?: string;
  currency?: string;
  lines?: Partial<TransactionLine>[];
  tender?: Partial<TenderDraft>;
  refundTender?: Partial<TenderDraft>;
  receiptNumber?: string;
  entry?: string;
  reason?: string;
  photoId?: string;
  giftReceipt?: boolean;
  giftReceiptPresented?: boolean;
  originalCardPresent?: boolean;
  exchange?: boolean;
  supervisorId?: string;
  retryOf?: string;
}

/** A photo that was taken; `picture` where this device's camera took it. */
/** `again`: whose camera looks once more at the person before it is sent; absent: nobody's. */
export type Photo = PhotoAnswer & { picture?: Blob; again?: "BROWSER" | "LANE" };

/** What can stand in html`...`: text is escaped, null, undefined and booleans print nothing. */
export type Printable = string | number | boolean | null | undefined | Markup | Printable[];

/** Colour, icon and word of a chip. */
export interface Look {
  kind: string;
  icon: string;
  words: string;
}

export interface Choice {
  value: string;
  label: string;
  icon?: string;
}

/** What people press, type into and choose from. */
export type Control =
  | HTMLInputElement
  | HTMLButtonElement
  | HTMLSelectElement
  | HTMLTextAreaElement;

/** What users can do with a view's controls, by the name that its markup says. */
export type Actions = Record<string, Action["act"]>;

/** A method, so that one action may ask for one kind of control. */
interface Action {
  act(control: Control, event: Event): unknown;
}

declare global {
  interface HTMLElementTagNameMap {
    "tw-rules-history": RulesHistory;
    "tw-sign-in": SignIn;
    "tw-lane-settings": LaneSettings;
    "tw-photo-booth": PhotoBooth;
    "tw-second-look": SecondLook;
    "tw-linked-cases": LinkedCases;
    "tw-photo-pair": PhotoPair;
    "tw-rows": Rows;
  }
}
