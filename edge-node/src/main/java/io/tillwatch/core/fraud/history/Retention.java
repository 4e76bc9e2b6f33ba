package io.tillwatch.core.fraud.history;

import io.tillwatch.core.retail.LineItem;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * What the history keeps: what arrived within a time before this node's clock, and of that no more
 * than memory has room for. The oldest goes first. An event's own time moves nothing here.
 */
final class Retention {
  private static final Comparator<HistoryEntry> OLDEST_FIRST =
      Comparator.comparingLong(HistoryEntry::arrived).thenComparing(Comparator.naturalOrder());

  /** 80 of these are the search's, beside the history. */
  private static final long BYTES_PER_TRANSACTION = 720;

  private static final long BYTES_PER_LINE = 90;
  private static final long BYTES_PER_SERIAL = 150;
  private static final long BYTES_PER_PHOTO = 350;

  private final long millis;
  private final long mostBytes;
  private final PriorityQueue<HistoryEntry> oldestFirst = new PriorityQueue<>(OLDEST_FIRST);
  private long now = Long.MIN_VALUE;
  private long bytes;
  private long dropped;
  private long lacksBefore = Long.MIN_VALUE;

  /**
   * @param millis what arrived longer ago is old
   * @param mostBytes most memory for transactions, by estimate
   */
  Retention(long millis, long mostBytes) {
    this.millis = millis;
    this.mostBytes = mostBytes;
  }

  /** This node's clock. */
  void passes(long moment) {
    now = moment;
  }

  long now() {
    return now;
  }

  boolean isTooOld(HistoryEntry entry) {
    return now != Long.MIN_VALUE && entry.arrived() < now - millis;
  }

  void keep(HistoryEntry entry) {
    oldestFirst.add(entry);
    bytes += bytesOf(entry);
  }

  /** The next that has to go and is not kept any more, or null where all may stay. */
  @Nullable HistoryEntry next() {
    HistoryEntry oldest = oldestFirst.peek();
    boolean tooMuch = bytes > mostBytes && oldestFirst.size() > 1;
    if (oldest == null || !(tooMuch || isTooOld(oldest))) {
      return null;
    }
    oldestFirst.poll();
    bytes -= bytesOf(oldest);
    if (!isTooOld(oldest)) {
      dropped++;
      lacksBefore = Math.max(lacksBefore, oldest.arrived());
    }
    return oldest;
  }

  /** What is kept takes so much memory, by estimate. */
  long bytes() {
    return bytes;
  }

  /** Transactions that are young enough and had no room. */
  long dropped() {
    return dropped;
  }

  /** Of what arrived before this some was dropped; null where all is remembered. */
  @Nullable Instant lacksBefore() {
    return dropped == 0 ? null : Instant.ofEpochMilli(lacksBefore);
  }

  /** What a transaction takes in memory with everything that finds it, as measured. */
  private static long bytesOf(HistoryEntry entry) {
    long bytes =
        BYTES_PER_TRANSACTION + (entry.transaction().photo() == null ? 0 : BYTES_PER_PHOTO);
    for (LineItem line : entry.transaction().lines()) {
      bytes += BYTES_PER_LINE + (line.serial() == null ? 0 : BYTES_PER_SERIAL);
    }
    return bytes;
  }
}
