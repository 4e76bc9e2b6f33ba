// @ts-check
/** @import { Actions, RuleFigures, RuleFiguresItem } from "../../types.js" */

import { count, money, when, words } from "../../lib/format.js";
import { html, icon } from "../../lib/html.js";
import { board } from "../board.js";
import { loading } from "../list-states.js";
import { pageHead, tableCard, tabs, th, whenRead } from "../page-parts.js";
import { Panel } from "../panel.js";
import { Reading } from "../reading.js";
import { cutOf } from "../cut.js";
import "../cut-sheet.js";
import { rangeChoice, stretchOf } from "../time-range.js";
import { changeBar } from "./change-bar.js";
import { ruleForm, sectionForm } from "./rule-form.js";
import { RuleDesk } from "./rule-desk.js";
import "./list-entries.js";
import "./models.js";
import "./rules-history.js";

const TABS = [
  { value: "", label: "Rules" },
  { value: "lists", label: "Block and allow lists" },
  { value: "history", label: "History" },
  { value: "model", label: "Model" },
];

/** The fraud rules: what they are, what each did, and other ones tried before they are in force. */
class RulesPage extends Panel {
  #desk = new RuleDesk();
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
    set: (input) => this.#desk.set(input.id.replace(/^rule-/, ""), input.value),
    days: (input) => {
      this.#desk.days = Number(input.value);
      this.update();
    },
    tryOut: () => this.#desk.tryOut(),
    discard: () => this.#desk.discard(),
    save: async () => {
      await this.#desk.save();
      this.#read(true);
    },
  };

  start() {
    this.listen(board, "change", () => this.#read());
    this.listen(this.#desk, "change", () => this.update());
    this.#read();
    if (isAdmin()) this.#desk.read();
  }

  view() {
    const { tab, range } = board.filters;
    return html`${pageHead("Rules", tab === "" && rangeChoice(range, "range"))}
      ${tabs(TABS, tab)}
      ${this.#part(tab)}<tw-cut-sheet id="cut"></tw-cut-sheet>`;
  }

  drawn() {
    this.querySelector("tw-rules-history")?.use(this.#desk);
  }

  /** @param {string} tab */
  #part(tab) {
    if (tab === "lists") return html`<tw-list-entries id="lists"></tw-list-entries>`;
    if (tab === "history") return html`<tw-rules-history id="history"></tw-rules-history>`;
    if (tab === "model") return html`<tw-models id="models-panel"></tw-models>`;
    const { inForce, problem } = this.#desk;
    if (isAdmin() && !inForce && !problem) return loading("Loading");
    return html`${isAdmin() ? this.#editing() : READ_ONLY}
      ${whenRead(this.#figures, (answer) => this.#table(answer))}`;
  }

  #editing() {
    const desk = this.#desk;
    const problem = desk.inForce?.fileProblem;
    return html`${
      problem &&
      html`<div class="notice review" role="alert" data-key="file">${icon("alert")}<p>The rules
        file is not taken: ${problem}</p></div>`
    }${changeBar(desk)}${desk.draft && sectionForm(desk)}`;
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
      head: [
        th("Rule"),
        th("Mode"),
        th("Points", "number"),
        th("Hits", "number"),
        th("On trial", "number"),
        th("Held or refused", "number"),
        th("Fraud", "number"),
        th("Legitimate", "number"),
        th("Saved", "number"),
        th("Cost", "number"),
      ],
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
    const name = isAdmin()
      ? html`<button type="button" class="link" value="${code}" data-click="open"
          aria-expanded="${String(isOpen)}">${words(code)}</button>`
      : words(code);
    const { from, to } = stretchOf(board.filters.range);
    const hits = item.hits
      ? html`<a href="#cut=${cutOf({ reason: code, storeId: board.store, from, to })}">${count(
          item.hits,
        )}</a>`
      : count(item.hits);
    const row = html`<tr data-key="${code}">
      <th scope="row">${name}<span class="soft small block">${words(group)}</span></th>
      <td>${modeChip(mode)}</td>
      <td class="number">${count(points)}</td>
      <td class="number">${hits}</td>
      <td class="number">${count(item.shadowHits)}</td>
      <td class="number">${count(item.flagged)}</td>
      <td class="number">${count(item.fraud)}</td>
      <td class="number">${count(item.legitimate)}</td>
      <td class="number">${money(item.savedMinor, currency)}</td>
      <td class="number">${money(item.costMinor, currency)}</td>
    </tr>`;
    if (!isOpen) return [row];
    return [
      row,
      html`<tr data-key="${code}-form" class="form-row"><td colspan="10">${ruleForm(
        this.#desk,
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

const isAdmin = () => board.session.who?.role.toLowerCase() === "admin";

/** @param {string} mode */
function modeChip(mode) {
  if (mode === "active") return html`<span class="chip approve">${icon("check")}Active</span>`;
  return mode === "shadow"
    ? html`<span class="chip review">${icon("eye")}On trial</span>`
    : html`<span class="chip">${icon("stop")}Off</span>`;
}

customElements.define("tw-rules-page", RulesPage);
