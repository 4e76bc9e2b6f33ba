package io.tillwatch.edge.web.api;

import io.tillwatch.core.checkout.PostedSale;
import io.tillwatch.core.checkout.ReceiptQuery;
import io.tillwatch.core.checkout.ReceiptView;
import io.tillwatch.core.retail.Catalog;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.web.access.Access;
import io.tillwatch.edge.web.answer.transactions.ReceiptJson;
import io.tillwatch.edge.web.http.ApiRequest;
import io.tillwatch.edge.web.http.ApiResponse;
import io.tillwatch.edge.web.http.Endpoint;
import io.tillwatch.edge.web.problem.Problem;
import io.vertx.core.Future;
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
    PostedSale sale = view.sale();
    if (sale == null) {
      return ApiResponse.problem(
          Problem.of(
              404,
              "UNKNOWN_RECEIPT",
              "no receipt " + number + " is known here as of " + view.asOf()));
    }
    return ApiResponse.json(
        200, ReceiptJson.of(sale, view, catalog, request.caller().showsCustomers()));
  }
}
