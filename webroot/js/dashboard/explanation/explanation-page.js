// @ts-check
/** @import { Actions, Explanation } from "../../types.js" */

import { pathPart } from "../../lib/api.js";
import { html } from "../../lib/html.js";
import { board } from "../board.js";
import { pageHead, printKey, whenRead } from "../page-parts.js";
import { Panel } from "../panel.js";
import { Reading } from "../reading.js";

/** Why a transaction was answered as it was, in words for the customer, to be printed. */
class ExplanationPage extends Panel {
  /** @type {Reading<Explanation>} */
  #explanation = new Reading(() => this.update());

  /** @type {Actions} */
  actions = { print: () => print(), retry: () => this.#read(true) };

  start() {
    this.listen(board, "change", () => this.#read());
    this.#read();
  }

  view() {
    return html`${pageHead("Explanation for a customer", printKey)}
      ${whenRead(this.#explanation, paper)}`;
  }

  /** @param {boolean} [again] */
  #read(again) {
    const { id } = board.filters;
    const ask = async () => {
      const path = /** @type {const} */ (`/transactions/${pathPart(id)}/explanation`);
      /** @type {unknown} */
      const answer = await board.api.get(path);
      return /** @type {Explanation} */ (answer);
    };
    if (again) this.#explanation.ask(id, ask);
    else this.#explanation.want(id, ask);
    this.update();
  }
}

/** @param {Explanation} explanation */
function paper({ transactionId, outcome, because, decidedBy, rulesetVersion, whatYouCanDo }) {
  const who =
    decidedBy === "REVIEWER"
      ? "A person of the shop decided."
      : "The shop's rules decided, without a person.";
  return html`<article class="card paper" data-key="paper">
    <h2>What became of it</h2><p>${outcome}</p>
    ${
      because.length > 0 &&
      html`<h2>Why</h2><ul>${because.map((why) => html`<li>${why}</li>`)}</ul>`
    }
    <h2>Who decided</h2><p>${who}</p>
    <h2>What you can do</h2><p>${whatYouCanDo}</p>
    <p class="soft small">Transaction <span class="mono">${transactionId}</span>, rules
      <span class="mono">${rulesetVersion}</span>, ${board.session.who?.storeName ?? ""}</p>
  </article>`;
}

customElements.define("tw-explanation-page", ExplanationPage);
