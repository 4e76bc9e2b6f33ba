import { fieldError } from "../lib/fields.js";
import { flag, html, icon } from "../lib/html.js";
import { View } from "../lib/view.js";
import { till } from "./till.js";

/** Scanners type faster than people: below this mean time between keys a number was scanned. */
const SCANNER_MS_PER_KEY = 35;

/** Asks for the receipt's number, typed or scanned, and offers the ways without one. */
class ReceiptFinder extends View {
  #number = "";
  #keyTimes = [];
  #busy = false;
  #problem = null;

  actions = {
    type: (input) => {
      this.#number = input.value;
      this.#keyTimes =
        input.value.length <= 1 ? [performance.now()] : [...this.#keyTimes, performance.now()];
      this.#problem = null;
      this.update();
    },
    find: () => this.#find(),
    withoutReceipt: () => this.#goOn(""),
    unknownReceipt: () => this.#goOn(this.#number.trim()),
  };

  view() {
    const unknown = this.#problem?.status === 404;
    return html`<section class="finder">
      <form class="card" data-submit="find" novalidate>
        <h1>Return goods</h1>
        <div class="field">
          <label for="receipt">Receipt number</label>
          <input class="input large mono" id="receipt" value="${this.#number}" data-input="type" maxlength="64" autocomplete="off" autocapitalize="characters" spellcheck="false" placeholder="Scan or type"
            ${this.#problem && html`aria-invalid="true" aria-describedby="receipt-error"`} />
          ${this.#problem && fieldError("receipt-error", unknown ? "We do not find this number. Please check it." : this.#problem.message)}
        </div>
        <button type="submit" class="button primary wide" ${flag("disabled", this.#busy)}>
          ${this.#busy ? html`<span class="spinner"></span>Looking it up` : html`${icon("search")}Find receipt`}
        </button>
        ${unknown ? html`<button type="button" class="button wide" data-click="unknownReceipt" data-key="unknown">Go on with this number anyway</button>` : ""}
        <button type="button" class="button quiet wide" data-click="withoutReceipt">I have no receipt</button>
      </form>
    </section>`;
  }

  drawn() {
    if (document.activeElement === document.body) this.querySelector("#receipt").focus();
  }

  async #find() {
    const number = this.#number.trim();
    if (this.#busy || !number) {
      this.querySelector("#receipt").focus();
      return;
    }
    till.draft.entry = this.#wasScanned() ? "SCANNED" : "KEYED";
    this.#busy = true;
    this.update();
    try {
      till.draft.takeReceipt(await till.api.get(`/receipts/${encodeURIComponent(number)}`));
      till.changed();
    } catch (problem) {
      this.#problem = problem;
    }
    this.#busy = false;
    this.update();
  }

  #goOn(number) {
    till.draft.takeGoodsOnly(number);
    till.changed();
  }

  #wasScanned() {
    const keys = this.#keyTimes.length;
    return (
      keys >= 6 && (this.#keyTimes.at(-1) - this.#keyTimes[0]) / (keys - 1) < SCANNER_MS_PER_KEY
    );
  }
}

customElements.define("tw-receipt-finder", ReceiptFinder);
