// @ts-check
/** @import { Actions, Alert, AlertDetail, Verdict } from "../types.js" */

import { Problem, wordsOf } from "../lib/api.js";
import { fieldError, segments } from "../lib/fields.js";
import { flag, html, icon } from "../lib/html.js";
import { money, storeName, words } from "../lib/format.js";
import { decisionChip, scoreBar } from "../lib/decision.js";
import { View } from "../lib/view.js";
import { alertStatus, comparison, person, reasonList, timeline } from "./alert-parts.js";
import { board } from "./board.js";
import "./photo-pair.js";

/**
 * What a reviewer fills in. `errors` are shown at their fields.
 *
 * @typedef {{
 *   outcome: Verdict | null,
 *   note: string,
 *   errors: { outcome?: string | null, note?: string | null },
 *   busy: boolean,
 * }} Form
 */

const OUTCOMES = [
  { value: "FRAUD", label: "Fraud", icon: "stop" },
  { value: "LEGITIMATE", label: "Legitimate", icon: "check" },
  { value: "INCONCLUSIVE", label: "Can't tell", icon: "info" },
];

/**
 * One alert with its evidence, over the page. The address names it (#alert=ID), so that links, the
 * back key and reloads work.
 */
class AlertSheet extends View {
  /** @type {string | null} */
  #id = null;
  /** @type {AlertDetail | null} */
  #alert = null;
  /** @type {unknown} */
  #problem = null;
  #form = emptyForm();

  /** @type {Actions} */
  actions = {
    close: () => this.one("dialog").close(),
    retry: () => this.#read(),
    claim: () => this.#act((id) => board.claim(id, true)),
    release: () => this.#act((id) => board.claim(id, false)),
    outcome: (input) => this.#change({ outcome: /** @type {Verdict} */ (input.value) }),
    note: (input) => this.#change({ note: input.value }),
    resolve: () => this.#resolve(),
  };

  start() {
    this.listen(window, "hashchange", () => this.#follow());
    this.listen(board, "alert", (/** @type {CustomEvent<Alert>} */ event) => {
      if (event.detail.id === this.#id) this.#read();
    });
    this.#follow();
  }

  view() {
    return html`<dialog class="sheet" aria-labelledby="sheet-title">${
      this.#id ? this.#inside() : ""
    }</dialog>`;
  }

  drawn() {
    const dialog = this.one("dialog");
    dialog.onclose = () => this.#closed();
    dialog.onclick = (event) => {
      if (event.target === dialog) dialog.close();
    };
    if (this.#id && !dialog.open) dialog.showModal();
    if (!this.#id && dialog.open) dialog.close();
    const pair = this.querySelector("tw-photo-pair");
    if (pair && this.#alert) pair.show(this.#alert);
  }

  #inside() {
    const alert = this.#alert;
    return html`<div class="sheet-inside">
      <header class="spread">
        <div>
          <p class="soft small">Alert</p>
          <h2 id="sheet-title">${alert ? title(alert) : "Loading"}</h2>
        </div>
        <button type="button" class="button quiet" data-click="close">
          ${icon("close")}<span class="visually-hidden">Close</span>
        </button>
      </header>
      ${this.#problem && !alert ? this.#failed() : ""}
      ${!alert && !this.#problem ? LOADING : ""}
      ${alert ? this.#evidence(alert) : ""}
    </div>`;
  }

  #failed() {
    return html`<div class="empty" role="alert">
      ${icon("lost")}<p>${wordsOf(this.#problem)}</p>
      <button type="button" class="button" data-click="retry">Try again</button>
    </div>`;
  }

  /** @param {AlertDetail} alert */
  #evidence(alert) {
    const { assessment } = alert;
    const judged = assessment
      ? html`${decisionChip(assessment.decision)}${scoreBar(assessment)}`
      : "";
    return html`<div class="row">${judged}${alertStatus(alert)}</div>
      ${this.#problem ? this.#refused() : ""}
      ${this.#claimRow(alert)}
      <section><h3>Why</h3>${reasonList(assessment?.reasons)}</section>
      ${onTrial(alert)}
      ${sideBySide(alert)}
      <section data-key="photos"><h3>Photos</h3><tw-photo-pair></tw-photo-pair></section>
      <section><h3>What happened</h3>${timeline(alert.timeline)}</section>
      ${this.#resolution(alert)}`;
  }

  #refused() {
    return html`<div class="notice block" role="alert">
      ${icon("alert")}<p>${wordsOf(this.#problem)}</p>
    </div>`;
  }

  /** @param {AlertDetail} alert */
  #claimRow(alert) {
    if (alert.status === "RESOLVED") return "";
    const claimed = alert.status === "CLAIMED";
    const who = claimed
      ? html`${icon("person")} ${person(alert.claimedBy)} works on it`
      : "Nobody works on it yet.";
    return html`<div class="spread claim" data-key="claim">
      <p>${who}</p>
      <button type="button" class="button" data-click="${claimed ? "release" : "claim"}"
        ${flag("disabled", this.#form.busy)}>${claimed ? "Release" : "Claim"}</button>
    </div>`;
  }

  /** @param {AlertDetail} alert */
  #resolution(alert) {
    const { outcome, note, errors, busy } = this.#form;
    const again = alert.status === "RESOLVED";
    return html`<section data-key="resolution">
      <h3>${again ? "A different verdict" : "Your verdict"}</h3>
      ${alert.conflict ? TWO_VERDICTS : ""}
      <form class="stack" data-submit="resolve" novalidate>
        ${segments({
          name: "outcome",
          legend: "What was it?",
          options: OUTCOMES,
          value: outcome,
          change: "outcome",
          hideLegend: true,
        })}
        ${errors.outcome && fieldError("outcome-error", errors.outcome)}
        <div class="field">
          <label for="verdict-note">Why</label>
          <textarea class="input" id="verdict-note" data-input="note" maxlength="500" rows="3"
            ${errors.note && html`aria-invalid="true" aria-describedby="note-error"`}
            >${note}</textarea>
          ${
            errors.note
              ? fieldError("note-error", errors.note)
              : html`<p class="hint">Is kept in the audit trail of every store.</p>`
          }
        </div>
        <button type="submit" class="button primary wide" ${flag("disabled", busy)}>
          ${again ? "Add this verdict" : "Resolve"}
        </button>
      </form>
    </section>`;
  }

  #follow() {
    const id = new URLSearchParams(location.hash.slice(1)).get("alert");
    if (id === this.#id) return;
    this.#id = id;
    this.#alert = null;
    this.#problem = null;
    this.#form = emptyForm();
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
      this.#problem = problem;
    }
    this.update();
  }

  /** @param {(id: string) => Promise<void>} task what is done about the alert of this id */
  async #act(task) {
    if (!this.#id) return;
    this.#change({ busy: true });
    try {
      await task(this.#id);
      this.#form = emptyForm();
      await this.#read();
    } catch (problem) {
      const at = problem instanceof Problem ? problem.fieldErrors : new Map();
      this.#change({ errors: { note: at.get("/note"), outcome: at.get("/outcome") } });
      this.#problem = at.size > 0 ? null : problem;
    }
    this.#change({ busy: false });
  }

  #resolve() {
    const { outcome, note } = this.#form;
    const errors = {
      outcome: outcome ? null : "Please choose one.",
      note: note.trim() ? null : "Please say why, in a few words.",
    };
    if (!outcome || errors.note) return this.#change({ errors });
    return this.#act((id) => board.resolve(id, outcome, note.trim()));
  }

  /** @param {Partial<Form>} fields */
  #change(fields) {
    Object.assign(this.#form, fields);
    this.update();
  }

  #closed() {
    if (!this.#id) return;
    this.#id = null;
    this.#alert = null;
    history.replaceState(null, "", location.pathname + location.search);
    this.update();
  }
}

const LOADING = html`<div class="empty" role="status">
  <span class="spinner"></span><p>Loading</p>
</div>`;

const TWO_VERDICTS = html`<p class="notice review">${icon("alert")}<span>Reviewers came to different
  verdicts. All are kept; the first one counts.</span></p>`;

/** @returns {Form} */
const emptyForm = () => ({ outcome: null, note: "", errors: {}, busy: false });

/** @param {AlertDetail} alert */
function onTrial({ shadowReasons }) {
  if (!shadowReasons?.length) return "";
  return html`<details>
    <summary>Rules on trial (changed nothing)</summary>${reasonList(shadowReasons)}
  </details>`;
}

/** @param {AlertDetail} alert */
function sideBySide({ sale, transaction }) {
  if (!transaction) return "";
  return html`<section>
    <h3>Side by side</h3>
    <div class="scroll-x" tabindex="0" role="region"
      aria-label="Sale and return side by side">${comparison(sale, transaction)}</div>
  </section>`;
}

/** @param {Alert} alert */
function title({ transaction, kind, storeId, amountMinor, currency }) {
  const what = transaction ? words(transaction.type) : words(kind);
  const where = storeName(transaction?.storeId ?? storeId);
  return `${what} at ${where}, ${money(amountMinor, currency ?? board.currency)}`;
}

customElements.define("tw-alert-sheet", AlertSheet);
