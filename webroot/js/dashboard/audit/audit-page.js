// @ts-check
/** @import { Actions, AuditItem, Page } from "../../types.js" */

import { choice, textField } from "../../lib/fields.js";
import { count, dayTime, storeName, words } from "../../lib/format.js";
import { html } from "../../lib/html.js";
import { person } from "../alert-parts.js";
import { board } from "../board.js";
import { DEEDS } from "../choices.js";
import { cellsOf, column, headOf } from "../columns.js";
import { download, moreOf, pageHead, tableCard, whenRead } from "../page-parts.js";
import { Panel } from "../panel.js";
import { PagedReading } from "../reading.js";
import { rangeChoice, stretchOf } from "../time-range.js";

const COLUMNS = [
  column("When", "nowrap"),
  column("Who"),
  column("What"),
  column("To what", "mono break"),
  column("Why", "why"),
  column("Where"),
];

/** Who looked at or decided what, and why. */
class AuditPage extends Panel {
  /**
   * What was typed and is not asked for yet.
   *
   * @type {{ actor?: string, target?: string }}
   */
  #typed = {};
  /** @type {PagedReading<AuditItem>} */
  #trail = new PagedReading(() => this.update());

  /** @type {Actions} */
  actions = {
    range: (input) => board.choose({ range: input.value }),
    action: (input) => board.choose({ act: input.value }),
    actor: (input) => {
      this.#typed.actor = input.value;
    },
    target: (input) => {
      this.#typed.target = input.value;
    },
    find: () => {
      const { actor, target } = this.#asked;
      this.#typed = {};
      board.choose({ actor: actor.trim(), target: target.trim() });
    },
    retry: () => this.#read(true),
    more: () => this.#more(),
  };

  start() {
    this.listen(board, "change", () => this.#read());
    this.#read();
  }

  view() {
    const { actor, target } = this.#asked;
    const tools = html`${rangeChoice(board.filters.range, "range")}
      ${download(board.api.stream("/audit/export"), "Export all")}`;
    return html`${pageHead("Audit trail", tools)}
      <form class="card filters" data-submit="find" data-key="filters">
        ${choice({
          name: "action",
          label: "What was done",
          options: DEEDS,
          value: board.filters.act,
          change: "action",
        })}
        ${textField({ id: "actor", label: "By whom", value: actor, input: "actor" })}
        ${textField({ id: "target", label: "To what", value: target, input: "target" })}
        <button class="button">Show</button>
      </form>
      ${whenRead(this.#trail, (answer) => this.#table(answer))}`;
  }

  /** @param {Page<AuditItem>} answer */
  #table({ items, total }) {
    return tableCard({
      id: "trail",
      title: `Entries, newest first: ${count(total)}`,
      head: headOf(COLUMNS),
      rows: items.map(row),
      empty: "Nothing of that kind in this time.",
      foot: moreOf(this.#trail),
    });
  }

  /** Whose acts and on what, as the fields say. */
  get #asked() {
    const { actor, target } = board.filters;
    return { actor, target, ...this.#typed };
  }

  /** @returns {Record<string, string>} */
  get #query() {
    const { range, act: action, actor, target } = board.filters;
    const { from } = stretchOf(range);
    return { actor, target, action, storeId: board.store ?? "", from, limit: "100" };
  }

  /** @param {boolean} [again] */
  #read(again) {
    const query = this.#query;
    const key = JSON.stringify(query);
    const ask = () => board.api.get("/audit", query);
    if (again) this.#trail.ask(key, ask);
    else this.#trail.want(key, ask);
    this.update();
  }

  #more() {
    const query = this.#query;
    this.#trail.more(JSON.stringify(query), (cursor) =>
      board.api.get("/audit", { ...query, cursor }),
    );
  }
}

/** @param {AuditItem} item */
const row = ({ id, at, actor, action, target, why, storeId, from }) =>
  html`<tr data-key="${id}">${cellsOf(COLUMNS, [
    dayTime(at),
    person(actor),
    words(action),
    target,
    why,
    html`${storeName(storeId)}${from && html`<span class="soft small"> from ${from}</span>`}`,
  ])}</tr>`;

customElements.define("tw-audit-page", AuditPage);
