// @ts-check
/** @import { Actions, ListEntry, Page } from "../../types.js" */

import { Problem, wordsOf } from "../../lib/api.js";
import { choice, segments, textField } from "../../lib/fields.js";
import { count, dayTime, storeName } from "../../lib/format.js";
import { flag, html, icon } from "../../lib/html.js";
import { written } from "../../lib/written.js";
import { board } from "../board.js";
import { ENTRY_STATES } from "../choices.js";
import { grouped } from "../comparison.js";
import { subjectLink } from "../links.js";
import { cellsOf, column, headOf, name } from "../columns.js";
import { moreOf, tableCard, UNNAMED, whenRead } from "../page-parts.js";
import { Panel } from "../panel.js";
import { PagedReading } from "../reading.js";

const DAY_MS = 86_400_000;
const LISTS = [
  { value: "BLOCK", label: "Block" },
  { value: "ALLOW", label: "Allow" },
];
const ENDS = [
  { value: "", label: "Until it is taken off" },
  { value: "7", label: "For 7 days" },
  { value: "30", label: "For 30 days" },
  { value: "90", label: "For 90 days" },
  { value: "365", label: "For a year" },
];
/** @type {Record<ListEntry["state"], string>} */
const STATE_WORDS = {
  IN_FORCE: "In force",
  REPLACED: "Replaced by a later one",
  EXPIRED: "Over",
  ENDED: "Taken off",
};

const COLUMNS = [
  name("Who or what"),
  column("List"),
  column("Why", "told"),
  column("Since"),
  column("Until"),
  column(UNNAMED, "doings"),
];

const EMPTY = { list: "BLOCK", customerId: "", card: "", reason: "", days: "" };

/** Block and allow lists: who is on them, and putting somebody on or taking somebody off. */
class ListEntries extends Panel {
  /** @type {PagedReading<ListEntry>} */
  #entries = new PagedReading(() => this.update());
  #draft = { ...EMPTY };
  /** @type {unknown} */
  #problem = null;
  #isBusy = false;
  /** The entry that is taken off at the next press. */
  #asked = "";

  /** @type {Actions} */
  actions = {
    state: (input) => {
      board.choose({ listed: input.value });
      this.#read();
    },
    list: (input) => this.#set({ list: input.value }),
    days: (input) => this.#set({ days: input.value }),
    customerId: (input) => this.#set({ customerId: input.value }),
    card: (input) => this.#set({ card: input.value }),
    reason: (input) => this.#set({ reason: input.value }),
    add: () => this.#add(),
    end: (button) => this.#end(button.value),
    retry: () => this.#read(),
    more: () => this.#more(),
  };

  start() {
    const { customer, card } = board.filters;
    this.#draft = { ...EMPTY, customerId: customer, card: grouped(card) };
    this.#read();
  }

  view() {
    return html`<div class="beside">${this.#form()}
      ${whenRead(this.#entries, (answer) => this.#table(answer))}</div>`;
  }

  #form() {
    const errors = this.#problem instanceof Problem ? this.#problem.fieldErrors : new Map();
    const draft = this.#draft;
    return html`<form class="card stack padded" data-submit="add" data-key="add">
      <h2>Put on a list</h2>
      ${segments({
        name: "list",
        legend: "List",
        options: LISTS,
        value: draft.list,
        change: "list",
      })}
      <p class="hint">${
        draft.list === "BLOCK"
          ? "A return of a blocked customer, or to a blocked card, is refused."
          : "Who is allowed is not refused for having been listed before."
      }</p>
      ${textField({
        id: "list-customer",
        label: "Customer number",
        value: draft.customerId,
        error: errors.get("/customerId"),
        input: "customerId",
      })}
      ${textField({
        id: "list-card",
        label: "Or a card",
        value: draft.card,
        error: errors.get("/card"),
        hint: "Its fingerprint, as cases show it. Nobody needs its number.",
        input: "card",
      })}
      ${textField({
        id: "list-reason",
        label: "Why",
        value: draft.reason,
        error: errors.get("/reason"),
        input: "reason",
      })}
      ${choice({
        name: "list-days",
        label: "For how long",
        options: ENDS,
        value: draft.days,
        change: "days",
      })}
      ${
        Boolean(this.#problem) &&
        html`<p class="error" role="alert">${icon("alert")}${wordsOf(this.#problem)}</p>`
      }
      <button class="button primary" ${flag("disabled", this.#isBusy)}>Put on the list</button>
    </form>`;
  }

  /** @param {Page<ListEntry>} answer */
  #table({ items, total }) {
    return tableCard({
      id: "entries",
      title: `Entries, latest first: ${count(total)}`,
      tools: segments({
        name: "state",
        legend: "Which entries",
        options: ENTRY_STATES,
        value: board.filters.listed,
        change: "state",
        hideLegend: true,
      }),
      head: headOf(COLUMNS),
      rows: items.map((item) => this.#row(item)),
      empty: "Nobody is on a list.",
      foot: moreOf(this.#entries),
    });
  }

  /** @param {ListEntry} entry */
  #row(entry) {
    const { id, list, customerId, card, reason, by, at, storeId, expiresAt, state, ended } = entry;
    const who = customerId
      ? subjectLink("CUSTOMER", customerId)
      : html`Card ${subjectLink("CARD", card, html`<span class="mono">${grouped(card)}</span>`)}`;
    const sign =
      list === "BLOCK" ? html`<span class="chip block">${icon("stop")}Block</span>` : ALLOW;
    const act =
      state === "IN_FORCE"
        ? html`<button type="button" class="button ${this.#asked === id ? "danger" : ""}"
            value="${id}" data-click="end">${
              this.#asked === id ? "Really take off" : "Take off"
            }</button>`
        : html`${STATE_WORDS[state]}${
            ended && html`<span class="soft small block">${dayTime(ended.at)}, ${ended.by}</span>`
          }`;
    return html`<tr data-key="${id}">${cellsOf(COLUMNS, [
      who,
      sign,
      reason,
      html`${dayTime(at)}<span class="soft small block">${by}, ${storeName(storeId)}</span>`,
      expiresAt ? dayTime(expiresAt) : "no end",
      act,
    ])}</tr>`;
  }

  /** @param {Partial<typeof EMPTY>} part */
  #set(part) {
    this.#draft = { ...this.#draft, ...part };
    this.update();
  }

  async #add() {
    const entry = entryOf(this.#draft);
    await this.#act(async () => {
      await board.api.post("/lists", entry);
      this.#draft = { ...EMPTY };
      board.choose({ customer: "", card: "" });
    });
  }

  /** @param {string} id */
  async #end(id) {
    if (this.#asked !== id) {
      this.#asked = id;
      return this.update();
    }
    await this.#act(() => board.api.delete(`/lists/${encodeURIComponent(id)}`));
  }

  /** @param {() => Promise<unknown>} act */
  async #act(act) {
    this.#isBusy = true;
    this.#problem = null;
    this.#asked = "";
    this.update();
    try {
      await act();
      this.#read();
    } catch (problem) {
      this.#problem = problem;
    }
    this.#isBusy = false;
    this.update();
  }

  #read() {
    const { listed: state } = board.filters;
    this.#entries.ask(state, () => board.api.get("/lists", { state }));
  }

  #more() {
    const { listed: state } = board.filters;
    this.#entries.more(state, (cursor) => board.api.get("/lists", { state, cursor }));
  }
}

/**
 * What the node is asked for: it says itself what it lacks.
 *
 * @param {typeof EMPTY} draft
 */
function entryOf({ list, customerId, card, reason, days }) {
  return {
    list,
    reason: written(reason),
    ...(customerId.trim() && { customerId: customerId.trim() }),
    ...(card.trim() && { card: card.replace(/[\s-]+/g, "") }),
    ...(days && { expiresAt: new Date(Date.now() + Number(days) * DAY_MS).toISOString() }),
  };
}

const ALLOW = html`<span class="chip approve">${icon("check")}Allow</span>`;

customElements.define("tw-list-entries", ListEntries);
