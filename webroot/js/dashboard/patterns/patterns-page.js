// @ts-check
/** @import { Actions, Patterns } from "../../types.js" */

import { html } from "../../lib/html.js";
import { board } from "../board.js";
import "../cut-sheet.js";
import { pageHead, whenRead } from "../page-parts.js";
import { Panel } from "../panel.js";
import { part, partKeys, partOf } from "../parts.js";
import { Reading } from "../reading.js";
import { rangeChoice, stretchOf } from "../time-range.js";
import { betweenStores, byCategory, cashiersAgainstPeers, reasonHeat } from "./pattern-parts.js";
import { byHour, overTime } from "./time-charts.js";

const PARTS = [
  { id: "", label: "Time", icon: "clock" },
  { id: "reasons", label: "Reasons", icon: "alert" },
  { id: "places", label: "Stores", icon: "store" },
];

/** The part in sight. */
const chosen = () => partOf(PARTS, board.filters.tab);

/** Where, when and how fraud is tried. Every number is the node's and opens its rows. */
class PatternsPage extends Panel {
  /** @type {Reading<Patterns>} */
  #patterns = new Reading(() => this.update());

  /** @type {Actions} */
  actions = {
    range: (input) => board.choose({ range: input.value }),
    part: (button) => board.choose({ tab: button.value }),
    retry: () => this.#read(true),
  };

  start() {
    this.listen(board, "change", () => this.#read());
    this.#read();
  }

  view() {
    return html`${pageHead("Patterns", rangeChoice(board.filters.range, "range"))}
      ${partKeys("page", PARTS, chosen())}
      ${whenRead(this.#patterns, shown)}<tw-cut-sheet id="cut"></tw-cut-sheet>`;
  }

  /** @param {boolean} [again] */
  #read(again) {
    const query = { ...stretchOf(board.filters.range), storeId: board.store };
    const key = JSON.stringify(query);
    const ask = () => board.api.get("/stats/patterns", query);
    if (again) this.#patterns.ask(key, ask);
    else this.#patterns.want(key, ask);
    this.update();
  }
}

/** @param {Patterns} patterns */
const shown = (patterns) => html`<div class="stack wide-gap" data-key="parts">
  ${
    !patterns.complete &&
    html`<p class="soft" role="status">The history is still being counted.</p>`
  }
  ${part(
    "",
    chosen(),
    html`${overTime(patterns)}
      <div class="two">${byHour(patterns)}${byCategory(patterns)}</div>`,
  )}
  ${part("reasons", chosen(), reasonHeat(patterns))}
  ${part("places", chosen(), html`${betweenStores(patterns)}${cashiersAgainstPeers(patterns)}`)}
</div>`;

customElements.define("tw-patterns-page", PatternsPage);
