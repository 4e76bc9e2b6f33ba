package io.tillwatch.core.fraud.rules;

import io.tillwatch.core.checkout.ReceiptKnowledge;
import io.tillwatch.core.fraud.Evidence;
import io.tillwatch.core.fraud.Remedy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What it proves that a number is not known: nothing while somebody who may have given it out was
 * not heard, and nothing while it may have been given out before all that is known.
 *
 * @param remedy what would make it a proof, or null
 * @param predates it may be older than what is known
 * @param doubts why it is none; empty where it is one
 */
record AbsenceProof(@Nullable Remedy remedy, boolean predates, List<Evidence> doubts) {

  /** Of a receipt that is not known here. */
  static AbsenceProof ofReceipt(Dossier d, long toleranceMillis) {
    ReceiptKnowledge asked = d.scoring().receipt();
    if (asked == null) {
      return remembered(d, toleranceMillis);
    }
    // who answered just now needs no other sign of being heard, and a clock that is off says
    // nothing
    List<Evidence> doubts = new ArrayList<>(asked.unheard().size());
    asked.unheard().stream()
        .sorted()
        .map(store -> new Evidence("peerPosition", store, "was asked and did not answer"))
        .forEach(doubts::add);
    return of(d, doubts);
  }

  /** Of a serial number that no transaction known here names. */
  static AbsenceProof ofSerial(Dossier d, long toleranceMillis) {
    return remembered(d, toleranceMillis);
  }

  /** Where memory alone was asked, which may have had no room for it. */
  private static AbsenceProof remembered(Dossier d, long toleranceMillis) {
    AbsenceProof absence = of(d, unheard(d, toleranceMillis));
    Instant lacks = d.view().lacksBefore();
    if (lacks == null || !d.context().mayPredate(lacks, d.transaction().at())) {
      return absence;
    }
    List<Evidence> doubts = new ArrayList<>(absence.doubts());
    doubts.add(new Evidence("history", lacks.toString(), "older ones are not all remembered here"));
    return new AbsenceProof(absence.remedy(), absence.predates(), doubts);
  }

  /** Stores that were not heard up to the transaction; all while this one reads its own history. */
  private static List<Evidence> unheard(Dossier d, long toleranceMillis) {
    Instant at = d.transaction().at();
    return d.scoring().historyLoading() || d.freshness().isStale(at, toleranceMillis)
        ? new ArrayList<>(Arrays.asList(d.freshness().behind(at, toleranceMillis)))
        : new ArrayList<>(0);
  }

  /** Adds to what speaks against it that it may be older than what is known. */
  private static AbsenceProof of(Dossier d, List<Evidence> doubts) {
    Instant at = d.transaction().at();
    Remedy remedy = doubts.isEmpty() ? null : Remedy.WAIT_FOR_SYNC;
    Instant since = d.context().knownSince();
    boolean predates = since != null && d.context().mayPredate(since, at);
    if (since != null && predates) {
      doubts.add(
          new Evidence(
              "history", since.toString(), "may be older than what this shop's nodes know"));
    }
    return new AbsenceProof(remedy, predates, doubts);
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
