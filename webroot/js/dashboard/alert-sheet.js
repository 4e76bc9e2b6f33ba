// @ts-check
/** @import { Actions, Alert, AlertDetail } from "../types.js" */

import { flag, html, icon } from "../lib/html.js";
import { written } from "../lib/written.js";
import { ACTS, waits } from "./acts.js";
import { addressOf } from "./alert-parts.js";
import { board } from "./board.js";
import { actKey, laterAt, STEPS, TAKE_BACK, TWO_VERDICTS } from "./case-controls.js";
import { CASE_PARTS, evidence, FIRST_PART, PART_OF_KEYS } from "./case-evidence.js";
import { title } from "./case-parts.js";
import { clearFragment } from "./filters.js";
import { failed, loading } from "./list-states.js";
import { OpenCase } from "./open-case.js";
import { outbox } from "./outbox.js";
import { Panel } from "./panel.js";
import { partKeys } from "./parts.js";
import { neighbour } from "./work-order.js";

/** From this width on the case stands beside the list, which stays in use. */
const WIDE = matchMedia("(width >= 90rem)");

/**
 * One alert with its evidence and what can be done about it. The address names it (#alert=ID), so
 * that links, the back key and reloads work. An act leads to the next alert by itself.
 */
class AlertSheet extends Panel {
  #case = new OpenCase();
  #note = "";
  /** Which part a narrow screen shows. */
  #part = FIRST_PART;
  #focusTitle = false;

  /** @type {Actions} */
  actions = {
    close: () => this.#close(),
    retry: () => this.#case.read(),
    claim: () => this.#case.work("claim"),
    release: () => this.#case.work("release"),
    snooze: (button) => this.#snooze(button.value),
    writeDown: () => this.#writeDown(),
    note: (input) => {
      this.#note = input.value;
    },
    act: (button) => this.#act(button.value),
    step: (button) => this.#step(button.value === "1" ? 1 : -1),
    part: (button) => this.#turnTo(button.value),
    takeBack: () => this.#case.id && outbox.takeBack(this.#case.id),
    stay: () => null,
  };

  start() {
    this.listen(window, "hashchange", () => this.#follow());
    this.listen(window, "keydown", (/** @type {KeyboardEvent} */ event) => this.#key(event));
    this.listen(WIDE, "change", () => this.#reopen());
    this.listen(outbox, "change", () => this.update());
    this.listen(this.#case, "change", () => this.update());
    this.listen(board, "alert", (/** @type {CustomEvent<Alert>} */ event) => {
      if (event.detail.id === this.#case.id) this.#case.read();
    });
    this.#follow();
  }

  view() {
    const docked = WIDE.matches ? "docked" : "";
    return html`<dialog class="sheet ${docked}" aria-labelledby="sheet-kind sheet-title">${
      this.#case.id ? this.#inside() : ""
    }</dialog>`;
  }

  drawn() {
    const dialog = this.one("dialog");
    dialog.onclose = () => this.#closed();
    dialog.onclick = (event) => {
      if (event.target === dialog && !WIDE.matches) dialog.close();
    };
    const { id, alert } = this.#case;
    if (id && !dialog.open) {
      if (WIDE.matches) dialog.show();
      else dialog.showModal();
    }
    if (!id && dialog.open) dialog.close();
    if (!alert) return;
    this.querySelector("tw-photo-pair")?.show(alert);
    this.querySelector("tw-linked-cases")?.show(alert);
    if (this.#focusTitle) this.one("h2").focus();
    this.#focusTitle = false;
  }

  #inside() {
    const { alert } = this.#case;
    return html`<div class="sheet-inside">
      <div class="spread case-head">
        <div>
          <p class="soft small" id="sheet-kind">Alert ${alert?.reference ?? ""}</p>
          <h2 id="sheet-title" tabindex="-1">${alert ? title(alert) : this.#untold()}</h2>
        </div>
        <div class="row tight nowrap">${STEPS}
          <button type="button" class="button quiet" data-click="close">
            ${icon("close")}<span class="visually-hidden">Close</span>
          </button></div>
      </div>
      ${alert ? partKeys("case", CASE_PARTS, this.#part) : ""}
      ${alert ? evidence(this.#case, alert, this.#part) : this.#missing()}
    </div>
    ${alert ? this.#doing(alert) : ""}`;
  }

  #untold() {
    return this.#case.problem ? "This alert cannot be shown" : "Loading";
  }

  #missing() {
    const { problem } = this.#case;
    return problem ? failed(problem, "retry") : loading("Loading");
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
          ${flag("disabled", this.#case.isBusy)}>Note only</button>
      </div>
      <div class="acts">${ACTS.map((act) => actKey(act, waits(alert)))}</div>
    </form>`;
  }

  /** @param {string} name of an act */
  #act(name) {
    const act = ACTS.find(({ id }) => id === name);
    const { alert } = this.#case;
    if (!act || !alert || outbox.has(alert.id)) return;
    const next = neighbour(alert.id, 1) ?? neighbour(null, 1);
    outbox.put(alert, act, this.#note);
    if (next && next !== alert.id) this.#open(next);
    else this.#close();
  }

  /** @param {1 | -1} step */
  #step(step) {
    const next = neighbour(this.#case.id, step);
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
    const { id } = this.#case;
    const act = id && ACTS.find((each) => each.key === key);
    if (act) this.#act(act.id);
    else if (key === "j" || key === "k") this.#step(key === "j" ? 1 : -1);
    else if (key === "n" && id) this.querySelector("input")?.focus();
    else if (key === "?" && id) this.#toggleKeys();
    else if (key === "Escape" && id && WIDE.matches) this.#close();
    else return;
    event.preventDefault();
  }

  #toggleKeys() {
    this.#part = PART_OF_KEYS;
    this.draw();
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
    if (id === this.#case.id) return;
    this.#note = id ? outbox.reasonOf(id) : "";
    this.#part = FIRST_PART;
    this.#focusTitle = true;
    this.#case.open(id);
  }

  /** @param {string} part */
  #turnTo(part) {
    this.#part = part;
    this.update();
    this.querySelector(".sheet-inside")?.scrollTo(0, 0);
  }

  /** @param {string} how long */
  async #snooze(how) {
    const { id } = this.#case;
    const next = neighbour(id, 1) ?? neighbour(null, 1);
    if (!(await this.#case.work("snooze", { until: laterAt(how) }))) return;
    if (next && next !== id) this.#open(next);
    else this.#close();
  }

  async #writeDown() {
    const text = written(this.#note);
    if (!text || !(await this.#case.work("notes", { text }))) return;
    this.#note = "";
    this.update();
  }

  #close() {
    if (this.one("dialog").open) this.one("dialog").close();
    else this.#closed();
  }

  #closed() {
    if (!this.#case.id) return;
    this.#case.open(null);
    clearFragment();
  }
}

/** @param {EventTarget | null} target */
function isTyping(target) {
  return target instanceof Element && target.matches("input, textarea, select");
}

customElements.define("tw-alert-sheet", AlertSheet);
