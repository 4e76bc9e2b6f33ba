package io.tillwatch.core.search;

import io.tillwatch.core.alerts.Parties;
import io.tillwatch.core.alerts.TransactionFilter;
import io.tillwatch.core.alerts.TransactionFilter.Amounts;
import io.tillwatch.core.alerts.TransactionFilter.Period;
import org.jspecify.annotations.Nullable;

/** Whom or what transactions are of. */
public record Subject(Kind kind, String id) {
  /** What it is. */
  public enum Kind {
    CUSTOMER,
    CASHIER,
    STORE,
    /** A card by its fingerprint. */
    CARD,
    ARTICLE,
    SERIAL
  }

  /** Its transactions. */
  TransactionFilter filter() {
    Parties parties =
        switch (kind) {
          case CUSTOMER -> new Parties(id, null, null);
          case CASHIER -> new Parties(null, id, null);
          case CARD -> new Parties(null, null, id);
          case STORE, ARTICLE, SERIAL -> Parties.ANY;
        };
    return new TransactionFilter(
        null,
        of(Kind.STORE),
        parties,
        null,
        of(Kind.ARTICLE),
        of(Kind.SERIAL),
        Amounts.ANY,
        Period.ANY);
  }

  private @Nullable String of(Kind other) {
    return kind == other ? id : null;
  }
}
