// @ts-check
/** @import { Actions, Alert } from "../types.js" */

import { count } from "../lib/format.js";
import { html, icon } from "../lib/html.js";
import { ACTS, waits } from "./acts.js";
import { board } from "./board.js";
import { outbox } from "./outbox.js";
import { Panel } from "./panel.js";
import { MOST_AT_ONCE, selection } from "./selection.js";

/** One verdict and note for all alerts that were picked; each is sent as a single one is. */
class BulkBar extends Panel {
  #note = "";
  #batches = 0;

  /** @type {Actions} */
  actions = {
    note: (input) => {
      this.#note = input.value;
    },
    act: (button) => this.#act(button.value),
    all: () =>
      selection.pick(
        open().map(({ id }) => id),
        true,
      ),
    none: () => selection.clear(),
    stay: () => null,
  };

  start() {
    this.listen(selection, "change", () => this.update());
    this.listen(board.alerts, "change", () => this.#forget());
  }

  view() {
    const picked = pickedAlerts();
    if (picked.length === 0) return html`<div role="status"></div>`;
    const customers = picked.filter(waits).length;
    return html`<form class="bulk" data-submit="stay" aria-label="Judge several alerts">
      <div class="spread">
        <p role="status"><strong>${count(picked.length)} selected</strong>${
          customers > 0
            ? `; ${count(customers)} of them wait at a till: their returns are decided too`
            : ""
        }</p>
        <div class="row tight">
          <button type="button" class="button quiet" data-click="all">Select ${
            board.alerts.items.length > MOST_AT_ONCE ? `the first ${MOST_AT_ONCE}` : "all"
          }</button>
          <button type="button" class="button quiet" data-click="none">Select none</button>
        </div>
      </div>
      <label class="visually-hidden" for="bulk-note">Why, for the audit trail of each</label>
      <input class="input" id="bulk-note" data-input="note" maxlength="200" autocomplete="off"
        placeholder="Why (goes to the audit trail of each)" value="${this.#note}" />
      <div class="acts">${ACTS.map(
        ({ id, icon: sign, labelHeld, label }) => html`<button type="button"
          class="button ${id}" value="${id}" data-click="act" data-key="${id}">${icon(sign)}${
            customers > 0 ? labelHeld : label
          }</button>`,
      )}</div>
    </form>`;
  }

  /** @param {string} name of an act */
  #act(name) {
    const act = ACTS.find(({ id }) => id === name);
    if (!act) return;
    const batch = `batch-${++this.#batches}`;
    for (const alert of pickedAlerts()) outbox.put(alert, act, this.#note, batch);
    this.#note = "";
    selection.clear();
  }

  /** What left the list, or was resolved by somebody else, is picked no more. */
  #forget() {
    const known = new Set(open().map(({ id }) => id));
    const gone = selection.ids.filter((id) => !known.has(id));
    if (gone.length > 0) selection.pick(gone, false);
    else if (selection.size > 0) this.update();
  }
}

/** Alerts of the list that can be judged. */
const open = () =>
  board.alerts.items.filter(({ id, status }) => status !== "RESOLVED" && !outbox.has(id));

/** @returns {Alert[]} */
const pickedAlerts = () => open().filter(({ id }) => selection.has(id));

customElements.define("tw-bulk-bar", BulkBar);
