// @ts-check
/** @import { Actions, RuleFigures, RuleFiguresItem } from "../../types.js" */

import { count, money, when, words } from "../../lib/format.js";
import { html, icon } from "../../lib/html.js";
import { board } from "../board.js";
import { loading } from "../list-states.js";
import { cellsOf, column, headOf, name, number } from "../columns.js";
import { pageHead, tableCard, tabs, whenRead } from "../page-parts.js";
import { Panel } from "../panel.js";
import { Reading } from "../reading.js";
import { cutOf } from "../cut.js";
import "../cut-sheet.js";
import { rangeChoice, stretchOf } from "../time-range.js";
import { changeBar } from "./change-bar.js";
import { ruleForm, sectionForm } from "./rule-form.js";
import { RuleEditor } from "./rule-editor.js";
import "./list-entries.js";
import "./models.js";
import "./rules-history.js";

const TABS = [
  { value: "", label: "Rules" },
  { value: "lists", label: "Block and allow lists" },
  { value: "history", label: "History" },
  { value: "model", label: "Model" },
];

const COLUMNS = [
  name("Rule"),
  column("Mode"),
  number("Points"),
  number("Hits"),
  number("On trial"),
  number("Held or refused"),
  number("Fraud"),
  number("Legitimate"),
  number("Saved"),
  number("Cost"),
];

/** The fraud rules: what they are, what each did, and other ones tried before they are in force. */
class RulesPage extends Panel {
  #editor = new RuleEditor();
  /** @type {Reading<RuleFigures>} */
  #figures = new Reading(() => this.update());
  /** The rule whose form is open. */
  #open = "";

  /** @type {Actions} */
  actions = {
    tab: (input) => board.choose({ tab: input.value }),
    range: (input) => board.choose({ range: input.value }),
    retry: () => this.#read(true),
    open: (button) => {
      this.#open = this.#open === button.value ? "" : button.value;
      this.update();
    },
    set: (input) => this.#editor.set(input.id.replace(/^rule-/, ""), input.value),
    days: (input) => {
      this.#editor.days = Number(input.value);
      this.update();
    },
    tryOut: () => this.#editor.tryOut(),
    discard: () => this.#editor.discard(),
    save: async () => {
      await this.#editor.save();
      this.#read(true);
    },
  };

  start() {
    this.listen(board, "change", () => this.#read());
    this.listen(this.#editor, "change", () => this.update());
    this.#read();
    if (isAdmin()) this.#editor.read();
  }

  view() {
    const { range } = board.filters;
    const named = board.filters.tab;
    const tab = TABS.some(({ value }) => value === named) ? named : "";
    return html`${pageHead("Rules", tab === "" && rangeChoice(range, "range"))}
      ${tabs(TABS, tab)}
      ${this.#part(tab)}<tw-cut-sheet id="cut"></tw-cut-sheet>`;
  }

  drawn() {
    this.querySelector("tw-rules-history")?.use(this.#editor);
  }

  /** @param {string} tab */
  #part(tab) {
    if (tab === "lists") return html`<tw-list-entries id="lists"></tw-list-entries>`;
    if (tab === "history")
      return isAdmin() ? html`<tw-rules-history id="history"></tw-rules-history>` : NO_HISTORY;
    if (tab === "model") return html`<tw-models id="models-panel"></tw-models>`;
    const { inForce, problem } = this.#editor;
    if (isAdmin() && !inForce && !problem) return loading("Loading");
    return html`${isAdmin() ? this.#editing() : READ_ONLY}
      ${whenRead(this.#figures, (answer) => this.#table(answer))}`;
  }

  #editing() {
    const editor = this.#editor;
    const problem = editor.inForce?.fileProblem;
    return html`${
      problem &&
      html`<div class="notice review" role="alert" data-key="file">${icon("alert")}<p>The rules
        file is not taken: ${problem}</p></div>`
    }${changeBar(editor)}${editor.draft && sectionForm(editor)}`;
  }

  /** @param {RuleFigures} answer */
  #table({ items, inForce, guardAlarm, currency }) {
    const guard = guardAlarm
      ? `The guard holds back ${guardAlarm.rules.join(", ")} since ${when(guardAlarm.since)}.`
      : "The guard holds nothing back.";
    return tableCard({
      id: "rules",
      title: "Rules in force",
      note: html`Version <span class="mono">${inForce.version.slice(0, 12)}</span>, put in force by
        ${inForce.by} ${when(inForce.at)}. ${guard} Saved: asked for by held and refused
        returns that a reviewer found fraudulent and that are paid nothing. Cost: asked for by those
        that a reviewer found legitimate. Several rules may share a return.`,
      head: headOf(COLUMNS),
      rows: items.flatMap((item) => this.#row(item, currency)),
    });
  }

  /**
   * @param {RuleFiguresItem} item
   * @param {string} currency
   */
  #row(item, currency) {
    const { code, group, mode, points } = item;
    const isOpen = this.#open === code;
    const named = isAdmin()
      ? html`<button type="button" class="link" value="${code}" data-click="open"
          aria-expanded="${String(isOpen)}">${words(code)}</button>`
      : words(code);
    const { from, to } = stretchOf(board.filters.range);
    const hits = item.hits
      ? html`<a href="#cut=${cutOf({ reason: code, storeId: board.store, from, to })}">${count(
          item.hits,
        )}</a>`
      : count(item.hits);
    const row = html`<tr data-key="${code}">${cellsOf(COLUMNS, [
      html`${named}<span class="soft small block">${words(group)}</span>`,
      modeChip(mode),
      count(points),
      hits,
      count(item.shadowHits),
      count(item.flagged),
      count(item.fraud),
      count(item.legitimate),
      money(item.savedMinor, currency),
      money(item.costMinor, currency),
    ])}</tr>`;
    if (!isOpen) return [row];
    return [
      row,
      html`<tr data-key="${code}-form" class="form-row"><td colspan="${COLUMNS.length}">${ruleForm(
        this.#editor,
        code,
      )}</td></tr>`,
    ];
  }

  /** @param {boolean} [again] */
  #read(again) {
    const { range } = board.filters;
    const { from, to } = stretchOf(range);
    const key = JSON.stringify([from, to, board.store]);
    const ask = () => board.api.get("/stats/rules", { from, to, storeId: board.store });
    if (again) this.#figures.ask(key, ask);
    else this.#figures.want(key, ask);
    this.update();
  }
}

const READ_ONLY = html`<p class="soft" data-key="read-only">Rules are changed with an
  administrator's key.</p>`;

const NO_HISTORY = html`<div class="empty" data-key="no-history">${icon("key")}<p>Earlier rule sets
  are shown with an administrator's key.</p></div>`;

const isAdmin = () => board.session.who?.role.toLowerCase() === "admin";

/** @param {string} mode */
function modeChip(mode) {
  if (mode === "active") return html`<span class="chip approve">${icon("check")}Active</span>`;
  return mode === "shadow"
    ? html`<span class="chip review">${icon("eye")}On trial</span>`
    : html`<span class="chip">${icon("stop")}Off</span>`;
}

customElements.define("tw-rules-page", RulesPage);
