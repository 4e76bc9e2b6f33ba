package io.tillwatch.edge.fraud.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * What it proves that a number is not known: nothing while somebody who may have given it out was
 * not heard, and nothing while it may have been given out before all that is known.
 *
 * @param remedy what would make it a proof, or null
 * @param predates it may be older than what is known
 * @param doubts why it is none; empty where it is one
 */
record Absence(Remedy remedy, boolean predates, List<Evidence> doubts) {

  /** Of a receipt that is not known here. */
  static Absence ofReceipt(Dossier d, long toleranceMillis) {
    ReceiptKnowledge asked = d.facts().receipt();
    if (asked == null) {
      return remembered(d, toleranceMillis);
    }
    Freshness issuers = d.freshness().of(asked.issuers(), d.transaction().storeId());
    return of(d, issuers, asked.unheard(), toleranceMillis);
  }

  /** Of a serial number that no transaction known here names. */
  static Absence ofSerial(Dossier d, long toleranceMillis) {
    return remembered(d, toleranceMillis);
  }

  /** Where memory alone was asked, which may have had no room for it. */
  private static Absence remembered(Dossier d, long toleranceMillis) {
    Absence absence = of(d, d.freshness(), Set.of(), toleranceMillis);
    Instant lacks = d.view().lacksBefore();
    if (!d.context().mayPredate(lacks, d.transaction().at())) {
      return absence;
    }
    List<Evidence> doubts = new ArrayList<>(absence.doubts());
    doubts.add(new Evidence("history", lacks.toString(), "older ones are not all remembered here"));
    return new Absence(absence.remedy(), absence.predates(), doubts);
  }

  private static Absence of(
      Dossier d, Freshness freshness, Set<String> silent, long toleranceMillis) {
    Instant at = d.transaction().at();
    List<Evidence> doubts = new ArrayList<>(0);
    if (d.facts().historyLoading() || freshness.isStale(at, toleranceMillis)) {
      doubts.addAll(Arrays.asList(freshness.behind(at, toleranceMillis)));
    }
    silent.stream()
        .sorted()
        .filter(store -> doubts.stream().noneMatch(known -> known.ref().equals(store)))
        .map(store -> new Evidence("peerPosition", store, "was asked and did not answer"))
        .forEach(doubts::add);
    Remedy remedy = doubts.isEmpty() ? null : Remedy.WAIT_FOR_SYNC;
    Instant since = d.context().knownSince();
    boolean predates = d.context().mayPredate(since, at);
    if (predates) {
      doubts.add(
          new Evidence(
              "history", since.toString(), "may be older than what this shop's nodes know"));
    }
    return new Absence(remedy, predates, doubts);
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
