import { html, icon } from "../lib/html.js";
import { ago, count, duration, micros, money, storeName, words } from "../lib/format.js";
import { sparkline } from "../lib/sparkline.js";
import { View } from "../lib/view.js";
import { board } from "./board.js";

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
class PeerPanel extends View {
  start() {
    this.listen(board, "change", () => this.update());
    this.every(5_000, () => this.update());
  }

  view() {
    const { replication } = board;
    if (!replication) return html``;
    const peers = replication.peers.filter(
      (peer) => !board.store || peer.storeId === board.store || board.store === replication.storeId,
    );
    return html`<section class="panel card" aria-labelledby="stores-title">
      <div class="spread panel-head"><h2 id="stores-title">Replication</h2><span class="soft small">position <code>${replication.position}</code></span></div>
      ${farewell(replication)}
      <dl class="facts">
        ${fact("Money at risk", money(replication.moneyAtRiskMinor, board.currency), "could be paid twice before the stores have spoken again")}
        ${fact("In all stores", money(replication.groupMoneyAtRiskMinor, board.currency), `at worst ${money(replication.groupMoneyAtRiskCeilingMinor, board.currency)}`)}
        ${fact("Conflicts", count(replication.conflicts))}
        ${fact("Events applied", count(replication.events))}
        ${replication.snapshot ? fact("Being filled", `${count(replication.snapshot.done)} of ${count(replication.snapshot.total)} facts`, `from ${storeName(replication.snapshot.from)}`) : ""}
      </dl>
      ${
        peers.length === 0
          ? html`<div class="empty">${icon("store")}<p>No other store was heard of yet. This one sells and judges on its own meanwhile.</p></div>`
          : html`<ul class="peers">${peers.map((peer) => peerCard(peer, replication.logFlaws?.[peer.storeId]))}</ul>`
      }
    </section>`;
  }
}

/** Said loudly: what this store sells now counts nowhere. */
function farewell({ storeId, departures = [] }) {
  const own = departures.find((departure) => departure.storeId === storeId);
  return own
    ? html`<p class="chip block" role="alert">${icon("alert")}This store has left the group: it sells and refunds no more. ${storeName(own.heir)} answers for its receipts.</p>`
    : "";
}

function peerCard(peer, flaw) {
  const { latency } = peer;
  const points = board.latencies.of(peer.storeId);
  return html`<li data-key="${peer.storeId}">
    <div class="spread"><h3>${storeName(peer.storeId)}</h3>${stateChip(peer.state)}</div>
    <dl class="facts">
      ${fact("Behind by", peer.lagOps === 0 ? "nothing" : `${count(peer.lagOps)} ${peer.lagOps === 1 ? "op" : "ops"}, ${duration(peer.lagMillis)}`)}
      ${fact("Not yet taken by it", count(peer.backlog), peer.oldestUnackedMillis > 0 ? `oldest ${duration(peer.oldestUnackedMillis)}` : null)}
      ${fact("Last heard", ago(peer.lastHeard))}
      ${fact("Way", words(peer.transport))}
      ${fact("Its clock", peer.clockErrorMicros === null ? micros(null) : `${micros(peer.clockOffsetMicros)} ± ${micros(peer.clockErrorMicros)}`)}
      ${troubles(peer, flaw)}
    </dl>
    ${
      latency
        ? html`<div class="latency">
          <p><span class="key p50">p50 <strong>${micros(latency.p50Micros)}</strong></span><span class="key p99">p99 <strong>${micros(latency.p99Micros)}</strong></span><span class="soft small">max ${micros(latency.maxMicros)}, ${count(latency.count)} ops</span></p>
          ${sparkline(points, `Latency over the last ${points.length} readings: p50 ${micros(latency.p50Micros)}, p99 ${micros(latency.p99Micros)}`)}
        </div>`
        : html`<p class="soft small">Latency ${micros(null)}: nothing has come from this store since this node started.</p>`
    }
  </li>`;
}

/** Counters that should stay at nothing; shown only when they did not. */
function troubles({ duplicates, gaps, diverged, refused, forgedFrames }, flaw) {
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

function stateChip(state) {
  const look = STATES[state] ?? { kind: "", icon: "info" };
  return html`<span class="chip ${look.kind}">${icon(look.icon)}${words(state)}</span>`;
}

function fact(label, value, note) {
  return html`<div data-key="${label}"><dt>${label}</dt><dd>${value}${note ? html` <span class="soft small">${note}</span>` : ""}</dd></div>`;
}

customElements.define("tw-peer-panel", PeerPanel);
