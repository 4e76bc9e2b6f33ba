// @ts-check
/** @import { Actions } from "../types.js" */

import { html } from "../lib/html.js";
import { View } from "../lib/view.js";
import { Idle } from "./idle.js";
import { scanHandler } from "./scan-handler.js";
import { till } from "./till.js";
import { visits } from "./visit.js";
import { t } from "./words.js";

/** Asks whether somebody is still there, and lets the till forget who left. */
class IdleWatch extends View {
  #idle = new Idle({
    asks: () => !till.isEmpty,
    waits: () => !till.isYourTurn,
    seen: () => visits.seen(),
  });

  /** @type {Actions} */
  actions = {
    more: () => this.#idle.here(),
    done: () => till.wipe(),
  };

  start() {
    this.#idle.watch(this.stay);
    this.listen(this.#idle, "change", () => this.update());
    this.listen(this.#idle, "left", () => till.wipe());
    this.listen(till, "news", () => this.#idle.here());
    // whoever scans is there, also while it asks
    this.listen(scanHandler, "heard", () => this.#idle.here());
    this.listen(this, "cancel", () => this.#idle.here());
  }

  view() {
    const { secondsLeft } = this.#idle;
    return html`<dialog class="card idle" role="alertdialog" aria-labelledby="idle-title"
      aria-describedby="idle-words">${secondsLeft === null ? "" : question(secondsLeft)}</dialog>`;
  }

  /** Opens above any other dialog. */
  drawn() {
    const dialog = this.one("dialog");
    const asks = this.#idle.secondsLeft !== null;
    if (asks && !dialog.open) dialog.showModal();
    if (!asks && dialog.open) dialog.close();
  }
}

/** @param {number} secondsLeft */
function question(secondsLeft) {
  const left = t(secondsLeft === 1 ? "idle.left.one" : "idle.left.other", { count: secondsLeft });
  return html`<h2 id="idle-title">${t("idle.title")}</h2>
    <p id="idle-words">${t("idle.words")}</p>
    <p class="seconds" role="timer">${left}</p>
    <button type="button" class="button primary wide" data-click="more" autofocus>
      ${t("idle.more")}
    </button>
    <button type="button" class="button wide" data-click="done">${t("idle.done")}</button>`;
}

customElements.define("tw-idle-watch", IdleWatch);
