// @ts-check
/** @import { Actions, RuleSet, RulesVersion } from "../../types.js" */
/** @import { RuleEditor } from "./rule-editor.js" */

import { dayTime, storeName, words } from "../../lib/format.js";
import { flag, html, icon } from "../../lib/html.js";
import { board } from "../board.js";
import { cellsOf, column, headOf, name } from "../columns.js";
import { moreOf, tableCard, UNNAMED, whenRead } from "../page-parts.js";
import { Panel } from "../panel.js";
import { PagedReading, Reading } from "../reading.js";
import { differences } from "./draft.js";

const COLUMNS = [
  name("Version", "mono"),
  column("Put in force"),
  column("By"),
  column("Where"),
  column(UNNAMED, "doings"),
];

/** Every rule set that is remembered, and the way back to one. */
export class RulesHistory extends Panel {
  /** @type {RuleEditor | null} */
  #editor = null;
  /** @type {PagedReading<RulesVersion>} */
  #history = new PagedReading(() => this.update());
  /** @type {Reading<RuleSet>} */
  #earlier = new Reading(() => this.update());
  /** The version that is compared with the rules in force. */
  #compared = "";

  /** @type {Actions} */
  actions = {
    retry: () => this.#read(),
    more: () => this.#more(),
    compare: (button) => this.#compare(button.value),
    rollBack: async () => {
      await this.#editor?.rollBack(this.#compared);
      this.#compared = "";
      this.#read();
    },
  };

  start() {
    this.#read();
  }

  /** @param {RuleEditor} editor whose rules are changed; the first call counts */
  use(editor) {
    if (this.#editor) return;
    this.#editor = editor;
    this.listen(editor, "change", () => this.update());
    this.update();
  }

  view() {
    const done = this.#editor?.done;
    const fault = this.#editor?.faults.get("");
    return html`${done && html`<p class="notice approve" role="status">${icon("check")}${done}</p>`}
      ${fault && html`<p class="notice block" role="alert">${icon("alert")}${fault}</p>`}
      ${whenRead(this.#history, ({ items }) => this.#table(items))}`;
  }

  /** @param {RulesVersion[]} items */
  #table(items) {
    return tableCard({
      id: "versions",
      title: "Rule sets, newest first",
      head: headOf(COLUMNS),
      rows: items.flatMap((item, i) => this.#row(item, i)),
      foot: moreOf(this.#history),
    });
  }

  /**
   * @param {RulesVersion} item
   * @param {number} i
   */
  #row({ version, at, by, storeId, inForce }, i) {
    const isCompared = this.#compared === version && !inForce;
    const row = html`<tr data-key="${i}-${version}">${cellsOf(COLUMNS, [
      version.slice(0, 12),
      dayTime(at),
      by,
      storeName(storeId),
      inForce
        ? html`<span class="chip approve">${icon("check")}In force</span>`
        : html`<button type="button" class="button" value="${version}" data-click="compare"
            aria-expanded="${String(isCompared)}">Compare</button>`,
    ])}</tr>`;
    if (!isCompared) return [row];
    return [
      row,
      html`<tr data-key="${i}-diff" class="form-row"><td colspan="${COLUMNS.length}">${whenRead(
        this.#earlier,
        (earlier) => this.#difference(earlier),
      )}</td></tr>`,
    ];
  }

  /** @param {RuleSet} earlier */
  #difference(earlier) {
    const editor = this.#editor;
    const changes = editor?.inForce ? differences(editor.inForce, earlier) : [];
    return html`<ul class="diff">${changes.map(
      ({ owner, field, was, now }) => html`<li><strong>${words(owner)}</strong> ${field}
        <del>${was}</del> <span aria-hidden="true">→</span><span class="visually-hidden">to</span>
        <ins>${now}</ins></li>`,
    )}</ul>
    ${changes.length === 0 && html`<p>They say the same as the rules in force.</p>`}
    <button type="button" class="button danger" data-click="rollBack"
      ${flag("disabled", !editor?.inForce || editor.busy !== "")}>Put these in force again, in every
      store</button>`;
  }

  /** @param {string} version */
  #compare(version) {
    this.#compared = this.#compared === version ? "" : version;
    if (this.#compared) {
      const path = /** @type {const} */ (`/rules/history/${encodeURIComponent(version)}`);
      this.#earlier.ask(version, () => board.api.get(path));
    }
    this.update();
  }

  #read() {
    this.#history.ask("", () => board.api.get("/rules/history"));
  }

  #more() {
    this.#history.more("", (cursor) => board.api.get("/rules/history", { cursor }));
  }
}

customElements.define("tw-rules-history", RulesHistory);
