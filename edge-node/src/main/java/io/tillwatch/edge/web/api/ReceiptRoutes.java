package io.tillwatch.edge.web.api;

import io.tillwatch.core.checkout.ReceiptQuery;
import io.tillwatch.core.checkout.ReceiptView;
import io.tillwatch.core.checkout.TransactionView;
import io.tillwatch.core.retail.Catalog;
import io.tillwatch.core.retail.LineItem;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.web.access.Access;
import io.tillwatch.edge.web.http.ApiRequest;
import io.tillwatch.edge.web.http.ApiResponse;
import io.tillwatch.edge.web.http.Endpoint;
import io.tillwatch.edge.web.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Looking a receipt up; moves no right. */
public final class ReceiptRoutes {
  private final Bus bus;
  private final Catalog catalog;

  public ReceiptRoutes(Bus bus, Catalog catalog) {
    this.bus = bus;
    this.catalog = catalog;
  }

  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get(Endpoint.API + "/receipts/:receiptNumber", Access.ANY_ROLE, this::receipt));
  }

  private Future<ApiResponse> receipt(ApiRequest request) {
    String number = request.pathReceipt("receiptNumber");
    request.query().done();
    return bus.ask(Channels.RECEIPT, new ReceiptQuery(number))
        .map(view -> reply(request, number, view));
  }

  private ApiResponse reply(ApiRequest request, String number, ReceiptView view) {
    if (view.sale() == null) {
      return ApiResponse.problem(
          Problem.of(
              404,
              "UNKNOWN_RECEIPT",
              "no receipt " + number + " is known here as of " + view.asOf()));
    }
    JsonArray lines = new JsonArray();
    List<LineItem> sold = view.sale().sale().lines();
    for (int i = 0; i < sold.size(); i++) {
      lines.add(line(i, sold.get(i), view.refundableUnits().get(i)));
    }
    JsonObject sale =
        TransactionJson.transaction(TransactionView.ofSale(view.sale(), view.voided()));
    return ApiResponse.json(
        200,
        new JsonObject()
            .put(
                "transaction",
                request.caller().showsCustomers() ? TransactionJson.withoutPurchaser(sale) : sale)
            .put("lines", lines)
            .put("voided", view.voided())
            .put("disputed", view.disputed())
            .put("asOf", view.asOf() == null ? null : view.asOf().toString())
            .put("homeStoreId", view.sale().sale().storeId())
            .put("homeStoreReachable", view.homeStoreReachable()));
  }

  private JsonObject line(int index, LineItem item, int refundable) {
    Catalog.Item known = catalog.items().get(item.sku());
    return new JsonObject()
        .put("line", index)
        .put("sku", item.sku())
        .put("description", known == null ? null : known.description())
        .put("quantity", item.quantity())
        .put("unitPriceMinor", item.unitPriceMinor())
        .put("serial", item.serial())
        .put("refundable", refundable);
  }
}
