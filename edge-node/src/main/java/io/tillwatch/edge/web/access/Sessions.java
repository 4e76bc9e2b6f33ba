package io.tillwatch.edge.web.access;

import io.tillwatch.core.oplog.Sha256;
import io.tillwatch.edge.config.files.RandomToken;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The web sessions of this node, and the one-time codes that open them. Kept in memory and only as
 * hashes, so that no dump hands anybody a session. Those of kiosks, which stand in the shop and are
 * paired once, come back after a restart ({@link KioskPairings}); staff sign in anew. Safe for
 * several threads.
 */
public final class Sessions {
  static final Duration CODE_LIFE = Duration.ofHours(24);
  static final Duration SESSION_LIFE = Duration.ofHours(12);

  static final Duration KIOSK_LIFE = Duration.ofDays(180);

  /** How long a PIN unlocks a page: whoever walks away leaves it to the next customer. */
  public static final Duration STAFF_LIFE = Duration.ofMinutes(10);

  private static final int MOST = 10_000;
  private static final int SECRET_BYTES = 24;

  /**
   * A code or a session.
   *
   * @param staff who unlocked it by PIN; null: nobody
   * @param staffUntil when it locks itself
   */
  private record Entry(
      Page page,
      Caller caller,
      Instant expires,
      @Nullable String staff,
      @Nullable Instant staffUntil) {

    private Entry(Page page, Caller caller, Instant expires) {
      this(page, caller, expires, null, null);
    }

    private Entry unlocked(@Nullable String by, @Nullable Instant until) {
      return new Entry(page, caller, expires, by, until);
    }

    private boolean isBarred(BiPredicate<String, Instant> may) {
      return staff != null && staffUntil != null && !may.test(staff, staffUntil.minus(STAFF_LIFE));
    }

    private Caller seen(Instant now) {
      boolean open = staffUntil != null && now.isBefore(staffUntil);
      return caller.on(page, open ? staff : null);
    }
  }

  /**
   * Who a code stands for, once.
   *
   * @param giveBack makes the code good again, where no session could be opened with it
   */
  public record Redeemed(Caller caller, Runnable giveBack) {}

  private final InstantSource clock;
  private final Map<String, Entry> codes = new LinkedHashMap<>();
  private final Map<String, Entry> sessions = new LinkedHashMap<>();

  public Sessions(InstantSource clock) {
    this.clock = clock;
  }

  /** Makes a code that opens one session of the page, within {@link #CODE_LIFE}. */
  public synchronized String code(Page page) {
    // one name for every session of a page's link: idempotency keys survive a new sign-in
    Caller caller = new Caller("page:" + page.word(), page.role(), null, null, null);
    return keep(codes, new Entry(page, caller, clock.instant().plus(CODE_LIFE)));
  }

  /** Takes a code; empty where it is unknown, used, late or another page's. */
  public synchronized Optional<Redeemed> redeem(String code, Page page) {
    String hash = Sha256.hex(code);
    Entry entry = codes.get(hash);
    if (entry == null || entry.page() != page || expired(entry)) {
      return Optional.empty();
    }
    codes.remove(hash);
    return Optional.of(new Redeemed(entry.caller(), () -> giveBack(hash, entry)));
  }

  private synchronized void giveBack(String hash, Entry code) {
    codes.put(hash, code);
  }

  /** How long a session of that page lasts. */
  public static Duration life(Page page) {
    return page == Page.KIOSK ? KIOSK_LIFE : SESSION_LIFE;
  }

  /** Opens a session and gives the secret for its cookie. */
  public synchronized String open(Page page, Caller caller) {
    return keep(sessions, new Entry(page, caller, clock.instant().plus(life(page))));
  }

  /**
   * Opens a kiosk's session that outlives this run of the node; blocks while it is written. It is
   * written first: what the file does not hold is signed out when the file is read again.
   */
  public String pair(KioskPairings pairings, @Nullable String name, Caller caller)
      throws IOException {
    String secret = RandomToken.of(SECRET_BYTES);
    Instant now = clock.instant();
    pairings.add(name, secret, caller, now, now.plus(KIOSK_LIFE));
    keep(sessions, secret, new Entry(Page.KIOSK, caller, now.plus(KIOSK_LIFE)));
    // whom it took the name from is out at once; and a look at the file as it was is undone
    pairings.refresh(this);
    return secret;
  }

  /** From now on exactly these kiosks are signed in; who unlocked one of them stays. */
  synchronized void paired(List<PairedKiosk> kiosks) {
    Map<String, Entry> now = new LinkedHashMap<>();
    for (PairedKiosk kiosk : kiosks) {
      Entry known = sessions.get(kiosk.sha256());
      now.put(
          kiosk.sha256(),
          known != null
              ? known
              : new Entry(Page.KIOSK, KioskPairings.caller(kiosk), kiosk.expires()));
    }
    sessions.values().removeIf(entry -> entry.page() == Page.KIOSK);
    sessions.putAll(now);
  }

  /** Whose session this is; empty where there is none. */
  synchronized Optional<Caller> find(String secret, Page page) {
    Entry entry = sessions.get(Sha256.hex(secret));
    return entry == null || entry.page() != page || expired(entry)
        ? Optional.empty()
        : Optional.of(entry.seen(clock.instant()));
  }

  /** Shows this member of staff what customers do not see; the end of it, or empty: no session. */
  public synchronized Optional<Instant> unlock(String secret, String staff) {
    Instant until = clock.instant().plus(STAFF_LIFE);
    Entry changed =
        sessions.computeIfPresent(
            Sha256.hex(secret), (hash, entry) -> entry.unlocked(staff, until));
    return changed == null || expired(changed) ? Optional.empty() : Optional.of(until);
  }

  /** Hides it again. */
  public synchronized void lock(String secret) {
    sessions.computeIfPresent(Sha256.hex(secret), (hash, entry) -> entry.unlocked(null, null));
  }

  synchronized boolean isAnyUnlocked() {
    return sessions.values().stream().anyMatch(entry -> entry.staff() != null);
  }

  /**
   * Locks what somebody unlocked who may not any more, by their name and when they did; whether
   * there was any.
   */
  synchronized boolean lockUnless(BiPredicate<String, Instant> may) {
    List<Map.Entry<String, Entry>> barred =
        sessions.entrySet().stream().filter(each -> each.getValue().isBarred(may)).toList();
    barred.forEach(each -> each.setValue(each.getValue().unlocked(null, null)));
    return !barred.isEmpty();
  }

  public synchronized void close(String secret) {
    sessions.remove(Sha256.hex(secret));
  }

  private String keep(Map<String, Entry> in, Entry entry) {
    return keep(in, RandomToken.of(SECRET_BYTES), entry);
  }

  private synchronized String keep(Map<String, Entry> in, String secret, Entry entry) {
    in.values().removeIf(this::expired);
    if (in.size() >= MOST) {
      in.remove(in.keySet().iterator().next());
    }
    in.put(Sha256.hex(secret), entry);
    return secret;
  }

  private boolean expired(Entry entry) {
    return !clock.instant().isBefore(entry.expires());
  }
}
