// @ts-check
/** @import { Actions, LatencyHistory, Peer, Traces } from "../../types.js" */

import { wordsOf } from "../../lib/api.js";
import {
  ago,
  count,
  duration,
  micros,
  money,
  storeName,
  UNKNOWN,
  when,
  words,
} from "../../lib/format.js";
import { html, icon } from "../../lib/html.js";
import "../../lib/rows.js";
import { sparkline } from "../../lib/sparkline.js";
import { board } from "../board.js";
import { addressWith } from "../filters.js";
import { subjectLink } from "../links.js";
import { Panel } from "../panel.js";
import { clock, lag, stateChip, worstFirst } from "../peer-panel.js";
import { isInTrouble } from "../store-alarm.js";
import { stagesOf } from "../trace-parts.js";
import "./lane-camera.js";

const AGAIN_MS = 30_000;
const SHOWN = 20;

/** Every store of the group as this one hears it, the worst first, and one of them in detail. */
class StoresPage extends Panel {
  /** @type {LatencyHistory | null} */
  #history = null;
  /** @type {Traces | null} */
  #traces = null;
  /** @type {unknown} */
  #problem = null;

  /** @type {Actions} */
  actions = {};

  start() {
    this.listen(board, "change", () => this.update());
    this.listen(board, "replication", () => this.update());
    this.every(5_000, () => this.update());
    this.every(AGAIN_MS, () => this.#read());
    this.#read();
  }

  view() {
    return html`<h1 class="visually-hidden">Stores</h1>
      ${own()}
      <section class="panel card stores" aria-labelledby="stores-title" data-key="grid">
        <div class="spread panel-head"><h2 id="stores-title">Other stores</h2>
          <span class="soft small">the worst first</span></div>
        ${
          board.replication?.peers.length
            ? html`<tw-rows data-key="rows"></tw-rows>`
            : html`<div class="empty" data-key="none">${icon("store")}<p>No other store was heard of
                yet. This one sells and judges on its own meanwhile.</p></div>`
        }
      </section>
      ${this.#detail()}
      <section class="panel card traces" aria-labelledby="traces-title" data-key="traces">
        <h2 id="traces-title">From the tap to this dashboard</h2>
        ${this.#traces ? stagesOf(this.#traces) : ""}
      </section>
      ${
        // last, and after what is above: whatever it finds then pushes nothing away
        this.#traces
          ? html`<tw-lane-camera class="panel card" role="region" aria-labelledby="camera-title"
              data-key="camera"></tw-lane-camera>`
          : ""
      }`;
  }

  drawn() {
    const rows = this.querySelector("tw-rows");
    rows?.use(LOOK);
    rows?.show([...(board.replication?.peers ?? [])].sort(worstFirst));
  }

  #detail() {
    const { id } = board.filters;
    const peer = board.replication?.peers.find(({ storeId }) => storeId === id);
    if (!peer) return "";
    return html`<section class="panel card" aria-labelledby="peer-title" data-key="detail ${id}">
      <div class="spread panel-head"><h2 id="peer-title">${storeName(id)}</h2>
        ${stateChip(peer.state)}</div>
      <dl class="facts">
        ${fact("Way", words(peer.transport))}
        ${fact("Last heard", ago(peer.lastHeard))}
        ${fact("Its clock", clock(peer))}
        ${fact("Not yet taken by it", count(peer.backlog))}
        ${fact(
          "At risk there",
          money(peer.moneyAtRiskMinor, board.currency),
          `at worst ${money(peer.moneyAtRiskCeilingMinor, board.currency)}`,
        )}
        ${fact("Camera", peer.camera ? words(peer.camera) : UNKNOWN)}
        ${fact("Version", peer.version ?? UNKNOWN)}
        ${fact("Came again", count(peer.duplicates))}
        ${fact("Gaps filled", count(peer.gaps))}
        ${fact("Refused", count(peer.refused))}
      </dl>
      ${this.#curve(id)}
    </section>`;
  }

  /** @param {string} id */
  #curve(id) {
    if (this.#problem) return html`<p role="alert">${wordsOf(this.#problem)}</p>`;
    const minutes = this.#history?.stores[id] ?? [];
    if (minutes.length === 0)
      return html`<p class="soft">Its operations of the last four hours: ${UNKNOWN}. A minute ends
        before it is told.</p>`;
    const last = minutes[minutes.length - 1];
    const points = minutes.map(({ p50Micros, p99Micros }) => ({ p50: p50Micros, p99: p99Micros }));
    const since = `${minutes.length} minutes since ${when(minutes[0].at)}`;
    const now = `p50 ${micros(last.p50Micros)}, p99 ${micros(last.p99Micros)}`;
    const label = `From its commit to this store's, ${since}: last ${now}`;
    return html`<div class="latency">
      <p><span class="key p50">p50 <strong>${micros(last.p50Micros)}</strong></span><span
        class="key p99">p99 <strong>${micros(last.p99Micros)}</strong></span><span
        class="soft small">from its commit to this store's, minute by minute since
        ${when(minutes[0].at)}</span></p>
      ${sparkline(points, label)}
    </div>`;
  }

  async #read() {
    if (document.hidden) return;
    try {
      [this.#history, this.#traces] = await Promise.all([
        board.api.get("/replication/latency"),
        board.api.get("/traces", { limit: SHOWN }),
      ]);
      this.#problem = null;
    } catch (problem) {
      this.#problem = problem;
    }
    this.update();
  }
}

/** This store itself. */
function own() {
  const { replication } = board;
  if (!replication) return "";
  const { storeId, moneyAtRiskMinor, groupMoneyAtRiskMinor, groupMoneyAtRiskCeilingMinor } =
    replication;
  const { position, conflicts, events, version, camera } = replication;
  const worst = money(groupMoneyAtRiskCeilingMinor, board.currency);
  const risk = `could be paid twice; at worst ${worst}`;
  return html`<section class="panel card" aria-labelledby="own-title" data-key="own">
    <div class="spread panel-head"><h2 id="own-title">${subjectLink(
      "STORE",
      storeId,
      storeName(storeId),
    )}</h2>
      <span class="soft small">this store, position <code>${position}</code></span></div>
    <dl class="facts">
      ${fact("At risk in all stores", money(groupMoneyAtRiskMinor, board.currency), risk)}
      ${fact("Of that here", money(moneyAtRiskMinor, board.currency))}
      ${fact("Events applied", count(events))}
      ${fact("Conflicts", count(conflicts))}
      ${fact("Camera", camera ? words(camera) : UNKNOWN)}
      ${fact("Version", version ?? UNKNOWN)}
    </dl>
  </section>`;
}

/**
 * @param {string} label
 * @param {import("../../types.js").Printable} value
 * @param {string} [note]
 */
const fact = (label, value, note) => html`<div data-key="${label}"><dt>${label}</dt>
  <dd>${value}${note ? html`<span class="soft small">${note}</span>` : ""}</dd></div>`;

const FRAME = html`<div class="scroll" tabindex="0" role="region" aria-label="Stores">
  <table class="transactions grid-of-stores">
    <thead><tr>
      <th scope="col">Store</th>
      <th scope="col">State</th>
      <th scope="col">Behind by</th>
      <th scope="col">Not yet taken by it</th>
      <th scope="col" class="number">At risk there</th>
      <th scope="col">Latency, last minute</th>
      <th scope="col">Clock</th>
      <th scope="col">Camera</th>
      <th scope="col">Version</th>
    </tr></thead>
    <tbody data-rows></tbody>
  </table>
</div>`;

/** @type {import("../../lib/rows.js").Look<Peer>} */
const LOOK = { frame: FRAME, row, idOf: ({ storeId }) => storeId };

/** @param {Peer} peer */
function row(peer) {
  const { storeId, state, backlog, oldestUnackedMillis, recentLatency, version, camera } = peer;
  const waiting =
    oldestUnackedMillis > 0
      ? html`<span class="soft small">oldest ${duration(oldestUnackedMillis)}</span>`
      : "";
  return html`<tr data-key="${storeId}" class="${isInTrouble(peer) ? "suspicious" : ""}">
    <th scope="row"><a href="${addressWith({ page: "stores", id: storeId })}">${storeName(
      storeId,
    )}</a></th>
    <td>${stateChip(state)}</td>
    <td>${lag(peer)}</td>
    <td>${count(backlog)}${waiting}</td>
    <td class="number">${money(peer.moneyAtRiskMinor, board.currency)}</td>
    <td>${
      recentLatency
        ? html`${micros(recentLatency.p50Micros)}<span class="soft small">p99
            ${micros(recentLatency.p99Micros)}</span>`
        : UNKNOWN
    }</td>
    <td class="${peer.clockAlarm ? "alarm" : ""}">${clock(peer)}</td>
    <td>${camera ? words(camera) : UNKNOWN}</td>
    <td>${version ?? UNKNOWN}</td>
  </tr>`;
}

customElements.define("tw-stores-page", StoresPage);
