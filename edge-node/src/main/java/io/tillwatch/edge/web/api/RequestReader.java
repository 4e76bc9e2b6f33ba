package io.tillwatch.edge.web.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillwatch.core.alerts.AlertCommand.NoteAlert;
import io.tillwatch.core.alerts.AlertCommand.ResolveAlert;
import io.tillwatch.core.alerts.AlertCommand.SnoozeAlert;
import io.tillwatch.core.checkout.ReturnRequest;
import io.tillwatch.core.checkout.SaleRequest;
import io.tillwatch.core.checkout.staff.StaffCommand.Decide;
import io.tillwatch.core.checkout.staff.StaffCommand.OpenDispute;
import io.tillwatch.core.checkout.staff.StaffCommand.PayOut;
import io.tillwatch.core.retail.LineItem;
import io.tillwatch.core.retail.LineItem.Condition;
import io.tillwatch.core.retail.Resolution;
import io.tillwatch.core.retail.Return;
import io.tillwatch.core.retail.Tender;
import io.tillwatch.edge.web.http.Fields;
import io.tillwatch.edge.web.http.ValidationErrors;
import io.tillwatch.edge.web.trace.PageMoment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Turns request bodies into the questions they ask. Strict: a wrong type, a missing, unknown or
 * oversized field is refused, all of them at once, before any actor hears of the request.
 */
public final class RequestReader {
  private static final int MAX_LINES = 200;
  private static final int MAX_NOTE = 2_000;
  private static final int MAX_REASON = 200;
  private static final long MAX_AGO_MICROS = 60_000_000;

  private static final Set<String> CURRENCIES =
      Currency.getAvailableCurrencies().stream()
          .filter(each -> each.getDefaultFractionDigits() >= 0)
          .map(Currency::getCurrencyCode)
          .collect(Collectors.toUnmodifiableSet());

  private RequestReader() {}

  private enum Verdict {
    APPROVE,
    DECLINE
  }

  static SaleRequest sale(ObjectNode body) {
    return read(body, RequestReader::sale);
  }

  static ReturnRequest refund(ObjectNode body) {
    return read(body, RequestReader::refund);
  }

  static Decide decision(ObjectNode body, String transactionId, String by) {
    return read(
        body,
        fields ->
            new Decide(
                transactionId,
                fields.choice("outcome", Verdict.class) == Verdict.APPROVE,
                fields.optionalText("note", MAX_NOTE),
                by));
  }

  /** When an alert was painted. */
  static PageMoment painted(ObjectNode body) {
    return read(
        body,
        fields ->
            new PageMoment(
                fields.whole("agoMicros", 0, MAX_AGO_MICROS),
                fields.optionalWhole("atMicros", 0, Long.MAX_VALUE, 0)));
  }

  static PayOut payout(ObjectNode body, String transactionId, String store, String by) {
    return read(
        body,
        fields ->
            new PayOut(
                transactionId, store, fields.id("laneId"), fields.optionalId("cashierId"), by));
  }

  static ResolveAlert resolution(ObjectNode body, String alertId, String by) {
    return read(
        body,
        fields ->
            new ResolveAlert(
                alertId,
                fields.choice("outcome", Resolution.Outcome.class),
                fields.optionalText("note", MAX_NOTE),
                by));
  }

  /** Reads until when an alert is left; the time must lie between the two, the later included. */
  static SnoozeAlert snooze(
      ObjectNode body, String alertId, String by, Instant after, Instant latest) {
    return read(
        body,
        fields -> {
          Instant until = fields.instant("until");
          if (fields.sound() && (!until.isAfter(after) || until.isAfter(latest))) {
            fields.wrong("until", "must be in the future, and at most " + latest);
          }
          return new SnoozeAlert(alertId, until, by);
        });
  }

  static NoteAlert note(ObjectNode body, String alertId, String by) {
    return read(body, fields -> new NoteAlert(alertId, fields.text("text", MAX_NOTE), by));
  }

  static OpenDispute dispute(ObjectNode body, String by) {
    return read(body, fields -> new OpenDispute(fields.receipt("receiptNumber"), by));
  }

  /** Reads the optional cashier of a void. */
  static @Nullable String cashier(ObjectNode body) {
    return read(body, fields -> fields.optionalId("cashierId"));
  }

  /** Reads a whole body; throws ProblemException where anything is wrong with it. */
  public static <T> T read(ObjectNode body, Function<Fields, T> reading) {
    ValidationErrors errors = new ValidationErrors();
    Fields fields = new Fields(body, "", errors);
    T read = reading.apply(fields);
    fields.refuseOthers();
    errors.throwIfAny();
    return read;
  }

  private static SaleRequest sale(Fields fields) {
    // a till may send the same optional fields on a sale as on a return; only there they say much
    fields.optionalText("reason", MAX_REASON);
    return SaleRequest.builder()
        .laneId(fields.id("laneId"))
        .cashierId(fields.optionalId("cashierId"))
        .customerId(fields.optionalId("customerId"))
        .currency(currency(fields))
        .lines(lines(fields, false))
        .tender(tender(fields, "tender", true))
        .photoId(fields.optionalId("photoId"))
        .giftReceipt(fields.flag("giftReceipt"))
        .employeeId(fields.optionalId("employeeId"))
        .build();
  }

  private static ReturnRequest refund(Fields fields) {
    return ReturnRequest.builder()
        .laneId(fields.id("laneId"))
        .cashierId(fields.optionalId("cashierId"))
        .customerId(fields.optionalId("customerId"))
        .currency(currency(fields))
        .receiptNumber(fields.optionalReceipt("receiptNumber"))
        .lines(lines(fields, true))
        .refundTender(tender(fields, "refundTender", false))
        .photoId(fields.optionalId("photoId"))
        .reason(fields.optionalText("reason", MAX_REASON))
        .giftReceiptPresented(fields.flag("giftReceiptPresented"))
        .exchange(fields.flag("exchange"))
        .supervisorId(fields.optionalId("supervisorId"))
        .reprint(fields.flag("reprint"))
        .entry(fields.optionalChoice("entry", Return.Entry.class))
        .originalCardPresent(fields.optionalFlag("originalCardPresent"))
        .customerPresent(fields.optionalFlag("customerPresent"))
        .retryOf(fields.optionalId("retryOf"))
        .build();
  }

  private static String currency(Fields fields) {
    String code = fields.id("currency");
    if (!code.isEmpty() && !isCurrency(code)) {
      fields.wrong("currency", "must be an ISO 4217 code such as USD");
    }
    return code;
  }

  private static boolean isCurrency(String code) {
    return CURRENCIES.contains(code);
  }

  private static List<LineItem> lines(Fields fields, boolean returned) {
    List<LineItem> lines = new ArrayList<>();
    for (Fields each : fields.objects("lines", MAX_LINES)) {
      String sku = each.id("sku");
      int quantity = (int) each.whole("quantity", 1, LineItem.MAX_QUANTITY);
      long price = each.whole("unitPriceMinor", 0, LineItem.MAX_UNIT_PRICE_MINOR);
      String serial = each.optionalTyped("serial");
      Condition condition = returned ? each.optionalChoice("condition", Condition.class) : null;
      if (serial != null && quantity > 1) {
        each.wrong("serial", "names one unit, so quantity must be 1");
      }
      each.refuseOthers();
      if (each.sound()) {
        lines.add(new LineItem(sku, quantity, price, serial, condition));
      }
    }
    return lines;
  }

  private static @Nullable Tender tender(Fields fields, String name, boolean paying) {
    Fields tender = fields.object(name);
    if (tender == null) {
      return null;
    }
    Tender.Type type = tender.choice("type", Tender.Type.class);
    String token = tender.optionalToken("token");
    var activatedAt = paying ? tender.optionalInstant("giftCardActivatedAt") : null;
    if (tender.sound() && type == Tender.Type.CARD && token == null) {
      tender.wrong("token", "is missing: a card is named by its token");
    }
    tender.refuseOthers();
    return tender.sound() ? new Tender(type, token, activatedAt) : null;
  }
}
