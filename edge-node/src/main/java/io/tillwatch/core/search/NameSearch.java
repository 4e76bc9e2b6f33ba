package io.tillwatch.core.search;

import io.tillwatch.core.retail.CardFingerprints;
import io.tillwatch.core.search.SearchResult.Hit;
import io.tillwatch.core.search.Subject.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds names by how they begin, whatever their case; cards and serial numbers by the whole. */
final class NameSearch {
  private static final int MOST = 5;

  private final List<RowGroup> chunks;
  private final Dictionary names;

  NameSearch(List<RowGroup> chunks, Dictionary names) {
    this.chunks = chunks;
    this.names = names;
  }

  List<Hit> find(String text) {
    List<Hit> hits = new ArrayList<>();
    hits.addAll(named(Kind.CUSTOMER, names.customers(), text));
    hits.addAll(named(Kind.CASHIER, names.cashiers(), text));
    hits.addAll(named(Kind.STORE, names.stores(), text));
    hits.addAll(named(Kind.ARTICLE, names.skus(), text));
    count(hits, new Subject(Kind.SERIAL, text));
    CardFingerprints.read(text).ifPresent(card -> count(hits, new Subject(Kind.CARD, card)));
    return hits;
  }

  private static List<Hit> named(Kind kind, TextIds names, String text) {
    List<Hit> found = new ArrayList<>();
    for (int number = 1; number < names.end(); number++) {
      String name = names.text(number);
      if (name != null && name.regionMatches(true, 0, text, 0, text.length())) {
        found.add(new Hit(new Subject(kind, name), names.uses(number)));
      }
    }
    found.sort(
        Comparator.comparing((Hit hit) -> !hit.subject().id().equals(text))
            .thenComparing(hit -> hit.subject().id().length() != text.length())
            .thenComparing(hit -> -hit.transactions())
            .thenComparing(hit -> hit.subject().id()));
    return found.subList(0, Math.min(MOST, found.size()));
  }

  private void count(List<Hit> hits, Subject subject) {
    RowMatch match = new RowMatch(subject, names);
    int count = 0;
    for (RowGroup rows : chunks) {
      for (int row = 0; row < rows.size(); row++) {
        count += match.matches(rows, row) ? 1 : 0;
      }
    }
    if (count > 0) {
      hits.add(new Hit(subject, count));
    }
  }
}
