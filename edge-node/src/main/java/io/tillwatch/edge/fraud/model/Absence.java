package io.tillwatch.edge.fraud.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What it proves that a number is not known: nothing while somebody who may have given it out was
 * not heard.
 *
 * @param remedy what would make it a proof, or null
 * @param doubts why it is none; empty where it is one
 */
record Absence(Remedy remedy, List<Evidence> doubts) {

  /** Of a receipt that is not known here. */
  static Absence ofReceipt(Dossier d, long toleranceMillis) {
    ReceiptKnowledge asked = d.facts().receipt();
    if (asked == null) {
      return of(d, d.freshness(), toleranceMillis);
    }
    Freshness issuers = d.freshness().of(asked.issuers(), d.transaction().storeId());
    Absence absence = of(d, issuers, toleranceMillis);
    if (!absence.isProof() || asked.unheard().isEmpty()) {
      return absence;
    }
    List<Evidence> silent =
        asked.unheard().stream()
            .sorted()
            .map(store -> new Evidence("peerPosition", store, "was asked and did not answer"))
            .toList();
    return new Absence(Remedy.WAIT_FOR_SYNC, silent);
  }

  /** Of a serial number that no transaction known here names. */
  static Absence ofSerial(Dossier d, long toleranceMillis) {
    return of(d, d.freshness(), toleranceMillis);
  }

  private static Absence of(Dossier d, Freshness freshness, long toleranceMillis) {
    Instant at = d.transaction().at();
    if (d.facts().historyLoading() || freshness.isStale(at, toleranceMillis)) {
      return new Absence(
          Remedy.WAIT_FOR_SYNC, Arrays.asList(freshness.behind(at, toleranceMillis)));
    }
    return new Absence(null, List.of());
  }

  boolean isProof() {
    return doubts.isEmpty();
  }

  /** The doubts behind what they are about. */
  Evidence[] evidence(Evidence about) {
    List<Evidence> all = new ArrayList<>(doubts.size() + 1);
    all.add(about);
    all.addAll(doubts);
    return all.toArray(Evidence[]::new);
  }
}
