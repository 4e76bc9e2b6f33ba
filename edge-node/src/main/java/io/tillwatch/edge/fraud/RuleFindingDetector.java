package io.tillwatch.edge.fraud;

import io.tillwatch.core.checkout.DoubleRefundFinding;
import io.tillwatch.core.checkout.DoubleRefundFinding.Kind;
import io.tillwatch.core.checkout.Posted.Status;
import io.tillwatch.core.checkout.PostedReturn;
import io.tillwatch.core.checkout.TransactionView;
import io.tillwatch.core.facts.FactKind;
import io.tillwatch.core.fraud.Evidence;
import io.tillwatch.core.fraud.Reason;
import io.tillwatch.core.fraud.ReasonCode;
import io.tillwatch.core.fraud.RuleMode;
import io.tillwatch.core.fraud.history.HistoryView;
import io.tillwatch.core.fraud.scoring.RetroactiveCheck;
import io.tillwatch.core.fraud.scoring.Rules;
import io.tillwatch.core.ledger.Commit;
import io.tillwatch.core.ledger.Draft;
import io.tillwatch.core.ledger.FactsQuery;
import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.core.retail.LineItem;
import io.tillwatch.core.retail.ReceiptNumber;
import io.tillwatch.core.retail.RetailEvent;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits what a late event shows about refunds that were paid, so that it becomes an alert: every
 * store finds the same, under the same id. Double refunds of a receipt line are checkout's to find.
 */
final class RuleFindingDetector {
  private static final Logger LOG = LoggerFactory.getLogger(RuleFindingDetector.class);

  private final Bus bus;

  RuleFindingDetector(Bus bus) {
    this.bus = bus;
  }

  /**
   * Records what an event shows of earlier refunds.
   *
   * @param view the history with it
   */
  void detect(RetailEvent event, HistoryView view, Rules rules) {
    RetroactiveCheck.after(event, view, rules)
        .forEach(
            found -> {
              Reason reason = found.reasons().get(0);
              ReasonCode code = ReasonCode.valueOf(reason.code());
              boolean asked = rules.of(code).mode() == RuleMode.ACTIVE;
              if (asked && code != ReasonCode.ALREADY_REFUNDED) {
                record(Kind.valueOf(code.name()), found.of(), reason.evidence());
              }
            });
  }

  private void record(Kind kind, String returnId, List<Evidence> evidence) {
    List<String> ids = new ArrayList<>();
    evidence.stream()
        .filter(each -> each.type().equals("transaction"))
        .forEach(e -> ids.add(e.ref()));
    ids.add(returnId);
    bus.ask(Channels.FACTS, new FactsQuery(ids, true))
        .compose(
            page ->
                commit(
                    kind,
                    page.facts().stream()
                        .flatMap(stored -> TransactionView.of(stored).stream())
                        .filter(view -> view.posted() instanceof PostedReturn)
                        .toList(),
                    returnId))
        .onFailure(
            why ->
                LOG.atWarn()
                    .addKeyValue("transactionId", returnId)
                    .addKeyValue("error", why.getMessage())
                    .log("what was found about a return could not be written"));
  }

  private Future<Void> commit(Kind kind, List<TransactionView> returns, String returnId) {
    TransactionView last =
        returns.stream().filter(view -> view.id().equals(returnId)).findFirst().orElse(null);
    if (last == null || last.status() != Status.COMPLETED || isOneReceipt(returns)) {
      return Future.succeededFuture();
    }
    DoubleRefundFinding finding = finding(kind, returns, (PostedReturn) last.posted());
    List<String> indexes =
        finding.receipt() == null
            ? List.of(Indexes.ALERTS)
            : List.of(Indexes.ALERTS, Indexes.receipt(finding.receipt()));
    return bus.ask(
            Channels.COMMIT,
            Commit.of(
                Draft.of(FactKind.FINDING, finding.id(), finding.at(), finding)
                    .about(finding.returns())
                    .in(indexes)
                    .build()))
        .mapEmpty();
  }

  /** Two returns of one receipt: the double refund of its line says it already. */
  private static boolean isOneReceipt(List<TransactionView> returns) {
    return returns.size() > 1
        && returns.get(0).posted().transaction().receiptNumber() != null
        && returns.stream()
                .map(view -> view.posted().transaction().receiptNumber())
                .map(number -> number == null ? null : ReceiptNumber.key(number))
                .distinct()
                .count()
            == 1;
  }

  private static DoubleRefundFinding finding(
      Kind kind, List<TransactionView> returns, PostedReturn paid) {
    // of two returns of one serial number only that unit was paid too much
    Stream<LineItem> lines =
        paid.refund().lines().stream()
            .filter(line -> kind != Kind.SERIAL_UNSOLD || line.serial() != null);
    List<LineItem> wrong = lines.toList();
    return DoubleRefundFinding.builder()
        .id(DoubleRefundFinding.idFor(kind, paid.refund().id()))
        .at(paid.refund().at())
        .storeId(paid.home() == null ? paid.refund().storeId() : paid.home())
        .kind(kind)
        .receipt(paid.refund().receiptNumber())
        .line(DoubleRefundFinding.WHOLE_RETURN)
        .returns(returns.stream().map(TransactionView::id).toList())
        .overUnits(wrong.stream().mapToInt(LineItem::quantity).sum())
        .overMinor(
            Math.min(paid.refundMinor(), wrong.stream().mapToLong(LineItem::totalMinor).sum()))
        .build();
  }
}
