package io.tillwatch.edge.checkout;

import io.tillwatch.core.checkout.Answer;
import io.tillwatch.core.checkout.PostedReturn;
import io.tillwatch.core.checkout.Refusal;
import io.tillwatch.core.checkout.Refusal.Code;
import io.tillwatch.core.checkout.StandInBudget;
import io.tillwatch.core.checkout.Submission;
import io.tillwatch.core.ledger.IdempotencyQuery;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.core.replication.Membership;
import io.tillwatch.core.retail.Catalog;
import io.tillwatch.edge.async.KeyedSerializer;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.bus.StoreChannels;
import io.tillwatch.edge.facts.IdGenerator;
import io.tillwatch.edge.facts.MembershipView;
import io.tillwatch.edge.port.FaceComparer;
import io.tillwatch.edge.port.NodeClock;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Adapter of checkout: takes a till's request, sees that it is carried out once, and hands it to
 * the handler of sales or of returns. Staff commands and other stores' requests for refund rights
 * come in here too.
 */
public final class CheckoutVerticle extends VerticleBase {
  /** Tests do not wait as long. */
  private static final Duration SWEEP_EVERY =
      Duration.ofSeconds(Long.getLong("tillwatch.sweepSeconds", 30));

  private static final Duration RETRY_EVERY = Duration.ofSeconds(1);

  private final Bus bus;
  private final ArticleCheck articles;
  private final NodeClock time;
  private final StandInBudget budget;
  private final List<StoreId> stores;
  private final FaceComparer faces;
  private final IdempotencyGuard guard = new IdempotencyGuard();
  private final KeyedSerializer serializer = new KeyedSerializer();
  private final MembershipView known = new MembershipView(changed -> {});
  private final RetryLookup tries;
  private final PhotoGate photos;
  private Posting posting;
  private SaleHandler sales;
  private ReturnHandler returns;

  /**
   * @param stores the retailer's stores, as far as the settings name them
   * @param faces compares who returns with who bought
   */
  public CheckoutVerticle(
      Bus bus,
      Catalog catalog,
      NodeClock time,
      StandInBudget budget,
      List<StoreId> stores,
      FaceComparer faces) {
    this.faces = faces;
    this.stores = stores;
    this.bus = bus;
    this.articles = new ArticleCheck(catalog);
    this.time = time;
    this.budget = budget;
    this.tries = new RetryLookup(bus);
    this.photos = new PhotoGate(bus, time);
  }

  @Override
  public Future<?> start() {
    Membership members = known.membership();
    IdGenerator ids = new IdGenerator(bus.self(), time);
    posting = new Posting(bus, ids::nextReference);
    PeerWatermarks watermarks = new PeerWatermarks(bus.self(), stores);
    ReceiptFinder finder = new ReceiptFinder(bus, watermarks, members);
    GrantReleases releases = new GrantReleases(bus, time);
    GrantStore grants = new GrantStore(bus, time, releases, watermarks, members, finder);
    RefundRights rights = new RefundRights(bus, budget, watermarks, members, grants, releases);
    sales = new SaleHandler(bus, ids, time, posting);
    returns =
        new ReturnHandler(
            bus,
            ids,
            time,
            new ReturnPosting(posting),
            rights,
            finder,
            articles,
            new PhotoComparison(bus, faces));
    StaffLedger ledger = new StaffLedger(bus, members);
    HeldRights heldRights = new HeldRights(bus, rights, finder, ledger);
    DecisionHandler decisions = new DecisionHandler(bus, time, heldRights, ledger, serializer);
    PayoutHandler payouts = new PayoutHandler(bus, time, ledger, watermarks, serializer);
    StaffHandler staff = new StaffHandler(bus, ids, time, ledger, decisions, payouts);
    OrphanedGrants orphaned = new OrphanedGrants(bus, releases, members, time::steadyMillis);
    HeldReturnSettler settler =
        new HeldReturnSettler(bus, time, finder, decisions, watermarks, serializer);
    LateAllocation allocation = new LateAllocation(bus, time, members);
    ReceiptHandler receipts = new ReceiptHandler(bus, time, watermarks, members);
    StandInAccount standIn = new StandInAccount(bus, time, budget, finder);
    DoubleRefundDetector doubleRefunds = new DoubleRefundDetector(bus);
    vertx.setPeriodic(
        RETRY_EVERY.toMillis(),
        tick -> {
          doubleRefunds.retry();
          allocation.retry();
          settler.settleDue();
        });
    vertx.setPeriodic(
        SWEEP_EVERY.toMillis(),
        tick -> {
          orphaned.release();
          standIn.sweep();
        });
    return Future.all(
            List.of(
                standIn.restore(),
                bus.subscribe(
                    Channels.COMMITTED,
                    committed -> {
                      known.learn(committed.op(), committed.fact());
                      standIn.committed(committed);
                      grants.committed(committed);
                      orphaned.committed(committed);
                    }),
                bus.subscribe(Channels.REPLICATION_CHANGED, standIn::changed),
                bus.subscribe(Channels.REPLICATION_CHANGED, watermarks::changed),
                bus.subscribe(Channels.WATERMARKS_CHANGED, watermarks::heard),
                bus.handle(Channels.STAND_IN, query -> Future.succeededFuture(standIn.status())),
                bus.handle(Channels.SUBMIT, this::submit),
                bus.handle(Channels.PHOTO_PRESENCE, photos::checked),
                bus.handle(Channels.RECEIPT, receipts::read),
                bus.handle(Channels.STAFF, staff::carryOut),
                bus.handle(StoreChannels.STAFF_FORWARD, staff::forwarded),
                bus.handle(StoreChannels.GRANT, grants::grant),
                bus.handle(StoreChannels.RECEIPT_FACTS, finder::answer),
                bus.handle(
                    Channels.REFUNDS_REPLAY, new RefundRecheck(allocation, doubleRefunds)::learn),
                bus.subscribe(Channels.COMMITTED, allocation::committed),
                bus.subscribe(Channels.COMMITTED, settler::committed),
                bus.subscribe(Channels.COMMITTED, doubleRefunds::committed)))
        .compose(answering -> known.load(bus))
        .compose(loaded -> settler.restore())
        .compose(restored -> photos.restore())
        .onSuccess(
            loaded -> {
              doubleRefunds.begin();
              allocation.begin();
            });
  }

  /**
   * A request that was answered is answered so again, whatever has changed since: what depends on
   * the state of the shop refuses only one that is new.
   */
  private Future<Answer> submit(Submission submission) {
    return guard.once(
        submission,
        () ->
            submission instanceof Submission.OfSale sale
                ? sell(sale)
                : takeBack((Submission.OfReturn) submission));
  }

  private Future<Answer> sell(Submission.OfSale submission) {
    Refusal leaving = leaving();
    Refusal refusal = leaving == null ? articles.ofSale(submission.sale().lines()) : leaving;
    if (refusal != null) {
      return earlierOr(submission, () -> refuse(refusal));
    }
    return photos.with(
        submission.sale().photoId(),
        submission,
        photo -> sales.sell(submission, photo == null ? null : photo.toEvidence()),
        refused -> earlierOr(submission, refused));
  }

  /** A return may ask another store for its right, so an earlier answer is looked up first. */
  private Future<Answer> takeBack(Submission.OfReturn submission) {
    return earlierOr(submission, () -> refundNew(submission));
  }

  private Future<Answer> earlierOr(Submission submission, Supplier<Future<Answer>> otherwise) {
    return bus.ask(Channels.IDEMPOTENCY, new IdempotencyQuery(submission.actor(), submission.key()))
        .compose(
            earlier ->
                earlier instanceof IdempotencyQuery.Used used
                    ? posting.replay(used.factId(), used.fingerprint(), submission)
                    : otherwise.get());
  }

  private Future<Answer> refundNew(Submission.OfReturn submission) {
    Refusal leaving = leaving();
    return leaving == null ? refund(submission) : refuse(leaving);
  }

  private @Nullable Refusal leaving() {
    return known.membership().isLeaving(bus.self().value())
        ? Refusal.of(
            Code.STORE_DECOMMISSIONED,
            "this store has left the group and sells and refunds no more; see /replication")
        : null;
  }

  /**
   * What is done about one held return is done one after the other: a reviewer who decides and a
   * till that tries again would both find it held and both pay.
   */
  private Future<Answer> refund(Submission.OfReturn submission) {
    return tries
        .of(submission.refund())
        .compose(
            found ->
                found instanceof RetryLookup.Held held
                    ? serializer.next(
                        held.earlier().refund().id(),
                        () ->
                            tries
                                .of(submission.refund())
                                .compose(now -> refundNow(submission, now)))
                    : refundNow(submission, found));
  }

  private Future<Answer> refundNow(Submission.OfReturn submission, RetryLookup.Found earlier) {
    if (earlier instanceof RetryLookup.NotPossible impossible) {
      return refuse(impossible.refusal());
    }
    PostedReturn held = earlier instanceof RetryLookup.Held found ? found.earlier() : null;
    return photos.with(
        submission.refund().photoId(),
        submission,
        photo -> returns.refund(submission, photo, held),
        Supplier::get);
  }

  private static Future<Answer> refuse(Refusal refusal) {
    return Future.succeededFuture(Answer.refused(refusal));
  }
}
