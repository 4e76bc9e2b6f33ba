// @ts-check
/** @import { Actions } from "../types.js" */

import { Problem } from "../lib/api.js";
import { fieldError } from "../lib/fields.js";
import { flag, html, icon } from "../lib/html.js";
import { View } from "../lib/view.js";
import { problemWords } from "./problems.js";
import { till } from "./till.js";
import { language, t } from "./words.js";

/**
 * Asks for the receipt's number and offers the ways without one. A scan never types here: the whole
 * page hears it.
 */
class ReceiptFinder extends View {
  #number = "";
  #busy = false;
  /** @type {unknown} */
  #problem = null;

  /** @type {Actions} */
  actions = {
    type: (input) => {
      this.#number = input.value;
      this.#problem = null;
      this.update();
    },
    find: () => this.#find(),
    withoutReceipt: () => this.#goOn(""),
    unknownReceipt: () => this.#goOn(this.#number.trim()),
  };

  start() {
    this.listen(language, "change", () => this.update());
  }

  view() {
    const problem = this.#problem;
    const unknown = problem instanceof Problem && problem.status === 404;
    return html`<section class="finder">
      <form class="card" data-submit="find" novalidate>
        <h1>${t("return.title")}</h1>
        <div class="field">
          <label for="receipt">${t("return.number")}</label>
          <input class="input large mono" id="receipt" value="${this.#number}" data-input="type"
            maxlength="64" autocomplete="off" autocapitalize="characters" spellcheck="false"
            placeholder="${t("return.placeholder")}"
            ${problem ? html`aria-invalid="true" aria-describedby="receipt-error"` : ""} />
          <p class="hint">${t("return.hint")}</p>
          ${
            problem
              ? fieldError("receipt-error", unknown ? t("return.notFound") : problemWords(problem))
              : ""
          }
        </div>
        <button type="submit" class="button primary wide" ${flag("disabled", this.#busy)}>
          ${
            this.#busy
              ? html`<span class="spinner"></span>${t("return.looking")}`
              : html`${icon("search")}${t("return.find")}`
          }
        </button>
        ${
          unknown
            ? html`<button type="button" class="button wide" data-click="unknownReceipt"
                data-key="unknown">${t("return.anyway")}</button>`
            : ""
        }
        <button type="button" class="button quiet wide" data-click="withoutReceipt">
          ${t("return.noReceipt")}
        </button>
      </form>
    </section>`;
  }

  drawn() {
    if (document.activeElement === document.body) this.one("input").focus();
  }

  async #find() {
    const number = this.#number.trim();
    if (this.#busy || !number) {
      this.one("input").focus();
      return;
    }
    this.#busy = true;
    this.update();
    try {
      // who went on without it, or left, does not come back to it
      await till.findAndOpen(number, "KEYED", () => this.isConnected);
    } catch (problem) {
      this.#problem = problem;
    }
    this.#busy = false;
    this.update();
  }

  /** @param {string} number of the receipt, or nothing */
  #goOn(number) {
    if (till.draft.type === "RETURN") till.draft.takeGoodsOnly(number);
    till.changed();
  }
}

customElements.define("tw-receipt-finder", ReceiptFinder);
