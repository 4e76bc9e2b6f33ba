package io.tillwatch.core.fraud.labels;

import io.tillwatch.core.retail.Return;
import io.tillwatch.core.retail.Tender;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Under which names somebody brought goods back.
 *
 * @param account of the customer
 * @param card to which the money went
 */
public record ReturningPerson(@Nullable String account, @Nullable String card) {

  /** Who made a return. */
  public static ReturningPerson of(Return refund) {
    Tender tender = refund.refundTender();
    return new ReturningPerson(refund.customerId(), tender == null ? null : tender.token());
  }

  /** Adds both names. */
  public void addTo(Set<String> names) {
    if (account != null) {
      names.add("account " + account);
    }
    if (card != null) {
      names.add("card " + card);
    }
  }

  /** Whether one of the names is there. */
  public boolean isAmong(Set<String> names) {
    return account != null && names.contains("account " + account)
        || card != null && names.contains("card " + card);
  }
}
