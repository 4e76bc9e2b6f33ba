// @ts-check
/** @import { Actions, Alert, AlertDetail, AlertWay } from "../types.js" */

import { flag, html, icon } from "../lib/html.js";
import { decisionChip, scoreBar } from "../lib/decision.js";
import { ACTS, waits } from "./acts.js";
import { addressOf, alertStatus, reasonList } from "./alert-parts.js";
import { arithmetic } from "./arithmetic.js";
import { board } from "./board.js";
import {
  actKey,
  claimRow,
  KEYS,
  laterAt,
  refused,
  STEPS,
  TAKE_BACK,
  TWO_VERDICTS,
} from "./case-controls.js";
import { onTrial, sideBySide, timeline, title, waiting } from "./case-parts.js";
import { addressWith, clearFragment } from "./filters.js";
import "./linked-cases.js";
import { failed, loading } from "./list-states.js";
import { outbox } from "./outbox.js";
import { Panel } from "./panel.js";
import "./photo-pair.js";
import { neighbour } from "./work-order.js";

/** From this width on the case stands beside the list, which stays in use. */
const WIDE = matchMedia("(width >= 90rem)");

/**
 * One alert with its evidence and what can be done about it. The address names it (#alert=ID), so
 * that links, the back key and reloads work. An act leads to the next alert by itself.
 */
class AlertSheet extends Panel {
  /** @type {string | null} */
  #id = null;
  /** @type {AlertDetail | null} */
  #alert = null;
  /** @type {unknown} */
  #problem = null;
  #note = "";
  #busy = false;
  #focusTitle = false;

  /** @type {Actions} */
  actions = {
    close: () => this.#close(),
    retry: () => this.#read(),
    claim: () => this.#work("claim"),
    release: () => this.#work("release"),
    snooze: (button) => this.#snooze(button.value),
    writeDown: () => this.#writeDown(),
    note: (input) => {
      this.#note = input.value;
    },
    act: (button) => this.#act(button.value),
    step: (button) => this.#step(button.value === "1" ? 1 : -1),
    takeBack: () => this.#id && outbox.takeBack(this.#id),
    stay: () => null,
  };

  start() {
    this.listen(window, "hashchange", () => this.#follow());
    this.listen(window, "keydown", (/** @type {KeyboardEvent} */ event) => this.#key(event));
    this.listen(WIDE, "change", () => this.#reopen());
    this.listen(outbox, "change", () => this.update());
    this.listen(board, "alert", (/** @type {CustomEvent<Alert>} */ event) => {
      if (event.detail.id === this.#id) this.#read();
    });
    this.#follow();
  }

  view() {
    const docked = WIDE.matches ? "docked" : "";
    return html`<dialog class="sheet ${docked}" aria-labelledby="sheet-kind sheet-title">${
      this.#id ? this.#inside() : ""
    }</dialog>`;
  }

  drawn() {
    const dialog = this.one("dialog");
    dialog.onclose = () => this.#closed();
    dialog.onclick = (event) => {
      if (event.target === dialog && !WIDE.matches) dialog.close();
    };
    if (this.#id && !dialog.open) {
      if (WIDE.matches) dialog.show();
      else dialog.showModal();
    }
    if (!this.#id && dialog.open) dialog.close();
    const alert = this.#alert;
    if (!alert) return;
    this.querySelector("tw-photo-pair")?.show(alert);
    this.querySelector("tw-linked-cases")?.show(alert);
    if (this.#focusTitle) this.one("h2").focus();
    this.#focusTitle = false;
  }

  #inside() {
    const alert = this.#alert;
    return html`<div class="sheet-inside">
      <div class="spread case-head">
        <div>
          <p class="soft small" id="sheet-kind">Alert ${alert?.reference ?? ""}</p>
          <h2 id="sheet-title" tabindex="-1">${alert ? title(alert) : "Loading"}</h2>
        </div>
        <div class="row tight nowrap">${STEPS}
          <button type="button" class="button quiet" data-click="close">
            ${icon("close")}<span class="visually-hidden">Close</span>
          </button></div>
      </div>
      ${alert ? this.#evidence(alert) : this.#missing()}
    </div>
    ${alert ? this.#doing(alert) : ""}`;
  }

  #missing() {
    return this.#problem ? failed(this.#problem, "retry") : loading("Loading");
  }

  /** @param {AlertDetail} alert */
  #evidence(alert) {
    const { assessment } = alert;
    const judged = assessment
      ? html`${decisionChip(assessment.decision)}${scoreBar(assessment)}`
      : "";
    return html`<div class="row" data-key="judged">${judged}${alertStatus(alert)}</div>
      ${this.#problem ? refused(this.#problem) : ""}
      ${waiting(alert)}
      ${claimRow(alert, this.#busy)}
      <section data-key="why"><h3>Why</h3>
        ${reasonList(assessment?.reasons, alert.currency ?? board.currency)}
        ${arithmetic(alert)}</section>
      ${onTrial(alert)}
      ${sideBySide(alert)}
      <section data-key="photos"><h3>Photos</h3><tw-photo-pair></tw-photo-pair></section>
      <section data-key="linked"><h3>Linked alerts</h3><tw-linked-cases></tw-linked-cases></section>
      <section data-key="timeline"><h3>What happened</h3>${timeline(alert)}</section>
      ${explained(alert)}
      ${KEYS}`;
  }

  /** @param {AlertDetail} alert */
  #doing(alert) {
    if (outbox.has(alert.id)) return TAKE_BACK;
    const again = alert.status === "RESOLVED" && !waits(alert);
    return html`<form class="doing" data-submit="stay" data-key="doing" aria-label="Verdict"
      data-alert="${alert.id}">
      ${again ? html`<h3>A different verdict</h3>` : ""}
      ${alert.conflict ? TWO_VERDICTS : ""}
      <label class="visually-hidden" for="verdict-note">Why, for the audit trail</label>
      <div class="one-line">
        <input class="input" id="verdict-note" data-input="note" maxlength="500" autocomplete="off"
          placeholder="Why (goes to the audit trail of every store)" value="${this.#note}" />
        <button type="button" class="button" data-click="writeDown" title="Without a verdict"
          ${flag("disabled", this.#busy)}>Note only</button>
      </div>
      <div class="acts">${ACTS.map((act) => actKey(act, waits(alert)))}</div>
    </form>`;
  }

  /** @param {string} name of an act */
  #act(name) {
    const act = ACTS.find(({ id }) => id === name);
    const alert = this.#alert;
    if (!act || !alert || alert.id !== this.#id || outbox.has(alert.id)) return;
    const next = neighbour(alert.id, 1) ?? neighbour(null, 1);
    outbox.put(alert, act, this.#note.trim());
    if (next && next !== alert.id) this.#open(next);
    else this.#close();
  }

  /** @param {1 | -1} step */
  #step(step) {
    const next = neighbour(this.#id, step);
    if (next) this.#open(next);
  }

  /** @param {string} id */
  #open(id) {
    location.hash = addressOf(id);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const { key, ctrlKey, altKey, metaKey, target } = event;
    if (ctrlKey || altKey || metaKey || isTyping(target)) return;
    const act = this.#id && ACTS.find((each) => each.key === key);
    if (act) this.#act(act.id);
    else if (key === "j" || key === "k") this.#step(key === "j" ? 1 : -1);
    else if (key === "n" && this.#id) this.querySelector("input")?.focus();
    else if (key === "?" && this.#id) this.#toggleKeys();
    else if (key === "Escape" && this.#id && WIDE.matches) this.#close();
    else return;
    event.preventDefault();
  }

  #toggleKeys() {
    const keys = /** @type {HTMLDetailsElement | null} */ (this.querySelector("details.keys"));
    if (!keys) return;
    keys.open = !keys.open;
    if (keys.open) keys.scrollIntoView({ block: "end" });
  }

  /** Modal or not is said when a dialog opens. */
  #reopen() {
    const dialog = this.one("dialog");
    if (dialog.open) {
      dialog.onclose = null;
      dialog.close();
    }
    this.update();
  }

  #follow() {
    const id = new URLSearchParams(location.hash.slice(1)).get("alert");
    if (id === this.#id) return;
    this.#id = id;
    this.#alert = null;
    this.#problem = null;
    this.#note = "";
    this.#focusTitle = true;
    this.update();
    if (id) this.#read();
  }

  async #read() {
    const id = this.#id;
    if (!id) return;
    try {
      const alert = await board.api.get(`/alerts/${encodeURIComponent(id)}`);
      if (id !== this.#id) return;
      this.#alert = alert;
      this.#problem = null;
    } catch (problem) {
      if (id !== this.#id) return;
      this.#problem = problem;
    }
    this.update();
  }

  /**
   * @param {AlertWay} way
   * @param {{ until?: string, text?: string }} [body]
   * @returns {Promise<boolean>} whether the node did it
   */
  async #work(way, body) {
    const id = this.#id;
    if (!id || this.#busy) return false;
    this.#busy = true;
    this.update();
    const problem = await board.work(id, way, body).then(
      () => null,
      (refused) => refused,
    );
    this.#busy = false;
    if (id === this.#id) await this.#read();
    if (problem && id === this.#id) this.#problem = problem;
    this.update();
    return !problem;
  }

  /** @param {string} how long */
  async #snooze(how) {
    const id = this.#id;
    const next = neighbour(id, 1) ?? neighbour(null, 1);
    const isLeft = await this.#work("snooze", { until: laterAt(how) });
    if (!isLeft || id !== this.#id) return;
    if (next && next !== id) this.#open(next);
    else this.#close();
  }

  async #writeDown() {
    const text = this.#note.trim();
    if (!text || !(await this.#work("notes", { text }))) return;
    this.#note = "";
    this.update();
  }

  #close() {
    if (this.one("dialog").open) this.one("dialog").close();
    else this.#closed();
  }

  #closed() {
    if (!this.#id) return;
    this.#id = null;
    this.#alert = null;
    clearFragment();
    this.update();
  }
}

/** @param {EventTarget | null} target */
function isTyping(target) {
  return target instanceof Element && target.matches("input, textarea, select");
}

/** @param {AlertDetail} alert */
const explained = ({ transaction }) =>
  transaction
    ? html`<p data-key="explained"><a href="${addressWith({
        page: "explanation",
        id: transaction.id,
      })}">Explanation for the customer, to print</a></p>`
    : "";

customElements.define("tw-alert-sheet", AlertSheet);
