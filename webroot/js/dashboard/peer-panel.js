// @ts-check
/** @import { Latency, LogFlaw, Peer, Printable, Replication } from "../types.js" */

import { html, icon } from "../lib/html.js";
import { ago, count, duration, micros, money, storeName, words } from "../lib/format.js";
import { sparkline } from "../lib/sparkline.js";
import { board } from "./board.js";
import { addressWith } from "./filters.js";
import { Panel } from "./panel.js";
import { isInTrouble } from "./store-alarm.js";

/** @type {Record<string, { kind: string, icon: string }>} */
const STATES = {
  CONNECTED: { kind: "approve", icon: "check" },
  CONNECTING: { kind: "", icon: "clock" },
  SUSPECT: { kind: "review", icon: "clock" },
  DOWN: { kind: "block", icon: "lost" },
  NEEDS_SNAPSHOT: { kind: "block", icon: "alert" },
  REFUSED: { kind: "block", icon: "alert" },
  DIVERGED: { kind: "block", icon: "alert" },
  REMOVED: { kind: "", icon: "lost" },
};

/** How every other store's log arrives here: state, lag, backlog, latency. */
class PeerPanel extends Panel {
  start() {
    this.listen(board, "change", () => this.update());
    this.listen(board, "replication", () => this.update());
    this.every(5_000, () => this.update());
  }

  view() {
    const { replication } = board;
    if (!replication) return html``;
    const peers = replication.peers
      .filter(({ storeId }) => !board.store || [storeId, replication.storeId].includes(board.store))
      .sort(worstFirst);
    return html`<section class="panel card" aria-labelledby="stores-title">
      <div class="spread panel-head">
        <h2 id="stores-title">Replication</h2>
        <span class="soft small">position <code>${replication.position}</code></span>
      </div>
      ${farewell(replication)}
      <dl class="facts">${ownFacts(replication)}</dl>
      ${
        peers.length === 0
          ? html`<div class="empty">${icon("store")}<p>No other store was heard of yet. This one
              sells and judges on its own meanwhile.</p></div>`
          : html`<ul class="peers">${peers.map((peer) =>
              peerCard(peer, replication.logFlaws?.[peer.storeId]),
            )}</ul>`
      }
    </section>`;
  }
}

/**
 * Out of touch before in touch, then whose log is furthest behind.
 *
 * @param {Peer} a
 * @param {Peer} b
 */
export const worstFirst = (a, b) =>
  Number(isInTrouble(b)) - Number(isInTrouble(a)) ||
  (b.lagMillis ?? 0) - (a.lagMillis ?? 0) ||
  b.backlog - a.backlog;

/** @param {Replication} replication */
function ownFacts(replication) {
  const { moneyAtRiskMinor, groupMoneyAtRiskMinor, groupMoneyAtRiskCeilingMinor } = replication;
  const { conflicts, events, snapshot } = replication;
  const worst = money(groupMoneyAtRiskCeilingMinor, board.currency);
  return [
    fact(
      "Money at risk",
      money(moneyAtRiskMinor, board.currency),
      "could be paid twice before the stores have spoken again",
    ),
    fact("In all stores", money(groupMoneyAtRiskMinor, board.currency), `at worst ${worst}`),
    fact("Conflicts", count(conflicts)),
    fact("Events applied", count(events)),
    snapshot
      ? fact(
          "Being filled",
          `${count(snapshot.done)} of ${count(snapshot.total)} facts`,
          `from ${storeName(snapshot.from)}`,
        )
      : "",
  ];
}

/**
 * Said loudly: what this store sells now counts nowhere.
 *
 * @param {Replication} replication
 */
function farewell({ storeId, departures = [] }) {
  const own = departures.find((departure) => departure.storeId === storeId);
  return own
    ? html`<p class="chip block" role="alert">${icon("alert")}This store has left the group: it
        sells and refunds no more. ${storeName(own.heir)} answers for its receipts.</p>`
    : "";
}

/**
 * @param {Peer} peer
 * @param {LogFlaw} [flaw]
 */
function peerCard(peer, flaw) {
  const address = addressWith({ page: "stores", id: peer.storeId });
  return html`<li data-key="${peer.storeId}">
    <div class="spread"><h3><a href="${address}">${storeName(peer.storeId)}</a></h3>
      ${stateChip(peer.state)}</div>
    <dl class="facts">
      ${fact("Behind by", lag(peer))}
      ${fact("Not yet taken by it", count(peer.backlog), oldest(peer))}
      ${fact("Last heard", ago(peer.lastHeard))}
      ${fact("Way", words(peer.transport))}
      ${fact("Its clock", clock(peer))}
      ${troubles(peer, flaw)}
    </dl>
    ${
      peer.latency
        ? latencyOf(peer.latency, board.latencies.of(peer.storeId))
        : html`<p class="soft small">Latency ${micros(null)}: nothing has come from this store since
            this node started.</p>`
    }
  </li>`;
}

/** @param {Peer} peer */
export function lag({ lagOps, lagMillis }) {
  if (lagMillis === null) return micros(null);
  // what it told last has come; what it did since then nobody here knows
  if (lagOps === 0) return lagMillis === 0 ? "nothing" : `not heard for ${duration(lagMillis)}`;
  return `${count(lagOps)} ${lagOps === 1 ? "op" : "ops"}, ${duration(lagMillis)}`;
}

/** @param {Peer} peer */
const oldest = ({ oldestUnackedMillis }) =>
  oldestUnackedMillis > 0 ? `oldest ${duration(oldestUnackedMillis)}` : null;

/** @param {Peer} peer */
export function clock({ clockOffsetMicros, clockErrorMicros }) {
  if (clockErrorMicros === null) return micros(null);
  return `${micros(clockOffsetMicros)} ± ${micros(clockErrorMicros)}`;
}

/**
 * @param {Latency} latency
 * @param {{ p50: number, p99: number }[]} points
 */
function latencyOf(latency, points) {
  const p50 = micros(latency.p50Micros);
  const p99 = micros(latency.p99Micros);
  const label = `Latency over the last ${points.length} readings: p50 ${p50}, p99 ${p99}`;
  return html`<div class="latency">
    <p><span class="key p50">p50 <strong>${p50}</strong></span><span class="key p99">p99
      <strong>${p99}</strong></span><span class="soft small">max ${micros(latency.maxMicros)},
      ${count(latency.count)} ops</span></p>
    ${sparkline(points, label)}
  </div>`;
}

/**
 * Counters that should stay at nothing; shown only when they did not.
 *
 * @param {Peer} peer
 * @param {LogFlaw} [flaw]
 */
function troubles({ duplicates, gaps, diverged, refused, forgedFrames }, flaw) {
  /** @type {[string, number][]} */
  const all = [
    ["Came again", duplicates],
    ["Gaps filled", gaps],
    ["Diverged", diverged],
    ["Refused", refused],
    ["Forged frames", forgedFrames],
    ["Lost there, brought back", flaw?.salvaged ?? 0],
    ["In quarantine", flaw?.quarantined ?? 0],
  ];
  return all.filter(([, value]) => value > 0).map(([label, value]) => fact(label, count(value)));
}

/** @param {string} state */
export function stateChip(state) {
  const look = STATES[state] ?? { kind: "", icon: "info" };
  return html`<span class="chip ${look.kind}">${icon(look.icon)}${words(state)}</span>`;
}

/**
 * @param {string} label
 * @param {Printable} value
 * @param {Printable} [note]
 */
function fact(label, value, note) {
  return html`<div data-key="${label}">
    <dt>${label}</dt>
    <dd>${value}${note ? html` <span class="soft small">${note}</span>` : ""}</dd>
  </div>`;
}

customElements.define("tw-peer-panel", PeerPanel);
