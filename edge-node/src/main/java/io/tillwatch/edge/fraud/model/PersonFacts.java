package io.tillwatch.edge.fraud.model;

import io.tillwatch.edge.checkout.model.Return;
import io.tillwatch.edge.checkout.model.Sale;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Who stands behind a return, in up to four names: the account and card it names, and the account
 * and card that paid for the goods. Counts are per name, and the highest counts.
 */
final class PersonFacts {
  private final Dossier dossier;
  private final HistoryView view;
  private final List<FactLine> returns = new ArrayList<>(4);

  PersonFacts(Dossier dossier) {
    this.dossier = dossier;
    this.view = dossier.view();
    Return refund = dossier.refund();
    add(refund.customerId() == null ? null : view.returnsOfCustomer(refund.customerId()));
    add(dossier.refundToken() == null ? null : view.returnsOfToken(dossier.refundToken()));
    Sale sale = dossier.sale();
    if (sale != null) {
      if (sale.customerId() != null && !sale.customerId().equals(refund.customerId())) {
        add(view.returnsOfCustomer(sale.customerId()));
      }
      if (dossier.saleToken() != null && !dossier.saleToken().equals(dossier.refundToken())) {
        add(view.returnsOfToken(dossier.saleToken()));
      }
    }
  }

  private void add(FactLine line) {
    if (line != null && line.size() > 0) {
      returns.add(line);
    }
  }

  /** Most earlier returns under one name within a window that pass a test. */
  int most(long window, Predicate<Fact> test) {
    int most = 0;
    for (int i = 0; i < returns.size(); i++) {
      most = Math.max(most, view.count(returns.get(i), window, f -> isEarlier(f) && test.test(f)));
    }
    return most;
  }

  /** Most stores under one name within a window, this one included. */
  int stores(long window) {
    int most = 1;
    for (FactLine line : returns) {
      TreeSet<String> stores = new TreeSet<>();
      stores.add(dossier.transaction().storeId());
      for (int i = line.firstAfter(dossier.now() - window); i < line.size(); i++) {
        if (view.sees(line.get(i)) && isEarlier(line.get(i))) {
          stores.add(line.get(i).storeId());
        }
      }
      most = Math.max(most, stores.size());
    }
    return most;
  }

  /** Neither this return itself nor an attempt at it in the same visit. */
  boolean isEarlier(Fact fact) {
    return !dossier.isSelf(fact) && !dossier.tries().contains(fact);
  }
}
