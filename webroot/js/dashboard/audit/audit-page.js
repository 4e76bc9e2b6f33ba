// @ts-check
/** @import { Actions, AuditItem, Page } from "../../types.js" */

import { choice, textField } from "../../lib/fields.js";
import { count, dayTime, storeName, words } from "../../lib/format.js";
import { html } from "../../lib/html.js";
import { person } from "../alert-parts.js";
import { board } from "../board.js";
import { download, moreOf, pageHead, tableCard, th, whenRead } from "../page-parts.js";
import { Panel } from "../panel.js";
import { PagedReading } from "../reading.js";
import { rangeChoice, stretchOf } from "../time-range.js";

const ACTIONS = [
  { value: "", label: "Every act" },
  { value: "RETURN_", label: "Held returns decided" },
  { value: "ALERT_", label: "Alerts" },
  { value: "PHOTO", label: "Photos seen" },
  { value: "RULES_", label: "Rules" },
  { value: "LISTED_", label: "Put on a list" },
  { value: "UNLISTED_", label: "Taken off a list" },
  { value: "STAFF_", label: "Staff" },
  { value: "BIOMETRICS_", label: "Photos erased" },
  { value: "AUDIT_", label: "This trail exported" },
];

/** Who looked at or decided what, and why. */
class AuditPage extends Panel {
  #action = "";
  #actor = "";
  #target = "";
  /** @type {PagedReading<AuditItem>} */
  #trail = new PagedReading(() => this.update());

  /** @type {Actions} */
  actions = {
    range: (input) => board.choose({ range: input.value }),
    action: (input) => {
      this.#action = input.value;
      this.#read();
    },
    actor: (input) => {
      this.#actor = input.value;
    },
    target: (input) => {
      this.#target = input.value;
    },
    find: () => this.#read(),
    retry: () => this.#read(true),
    more: () => this.#more(),
  };

  start() {
    this.listen(board, "change", () => this.#read());
    this.#read();
  }

  view() {
    const tools = html`${rangeChoice(board.filters.range, "range")}
      ${download(board.api.stream("/audit/export"), "Export all")}`;
    return html`${pageHead("Audit trail", tools)}
      <form class="card filters" data-submit="find" data-key="filters">
        ${choice({
          name: "action",
          label: "What was done",
          options: ACTIONS,
          value: this.#action,
          change: "action",
        })}
        ${textField({ id: "actor", label: "By whom", value: this.#actor, input: "actor" })}
        ${textField({ id: "target", label: "To what", value: this.#target, input: "target" })}
        <button class="button">Show</button>
      </form>
      ${whenRead(this.#trail, (answer) => this.#table(answer))}`;
  }

  /** @param {Page<AuditItem>} answer */
  #table({ items, total }) {
    return tableCard({
      id: "trail",
      title: `Entries, newest first: ${count(total)}`,
      head: [th("When"), th("Who"), th("What"), th("To what"), th("Why"), th("Where")],
      rows: items.map(row),
      empty: "Nothing of that kind in this time.",
      foot: moreOf(this.#trail),
    });
  }

  /** @returns {Record<string, string>} */
  get #query() {
    const { from } = stretchOf(board.filters.range);
    const asked = { actor: this.#actor.trim(), target: this.#target.trim(), action: this.#action };
    return { ...asked, storeId: board.store ?? "", from, limit: "100" };
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
const row = ({ id, at, actor, action, target, why, storeId, from }) => html`<tr data-key="${id}">
  <td class="nowrap">${dayTime(at)}</td>
  <td>${person(actor)}</td>
  <td>${words(action)}</td>
  <td class="mono break">${target}</td>
  <td class="why">${why}</td>
  <td>${storeName(storeId)}${from && html`<span class="soft small"> from ${from}</span>`}</td>
</tr>`;

customElements.define("tw-audit-page", AuditPage);
