// @ts-check
/** @import { BacktestReport, BacktestChange } from "../../types.js" */
/** @import { RuleEditor } from "./rule-editor.js" */

import { choice } from "../../lib/fields.js";
import { decisionChip } from "../../lib/decision.js";
import { count, money, words } from "../../lib/format.js";
import { flag, html, icon } from "../../lib/html.js";
import { addressOf, alertIdOf } from "../alert-parts.js";
import { board } from "../board.js";
import { cellsOf, column, headOf, number } from "../columns.js";
import { tableCard } from "../page-parts.js";

const COLUMNS = [column("Customer"), number("Amount"), column("Decided"), column("Would be")];
const DAYS = [7, 30, 90, 365].map((days) => ({ value: String(days), label: `${days} days` }));

/**
 * What was changed against the rules in force, what that would have done, and the acts.
 *
 * @param {RuleEditor} editor
 */
export function changeBar(editor) {
  const { changes, faults, done } = editor;
  const isSaid = done || faults.size > 0;
  const said = html`${
    done && html`<p class="notice approve" role="status">${icon("check")}${done}</p>`
  }${[...faults].map(
    ([pointer, fault]) => html`<p class="notice block" role="alert" data-key="fault ${pointer}">
        ${icon("alert")}${fault}</p>`,
  )}`;
  if (changes.length === 0) return isSaid ? html`<div data-key="changes">${said}</div>` : html``;
  return html`<section class="card changes" data-key="changes" aria-labelledby="changes-title">
    <h2 id="changes-title">Changed, and not in force yet</h2>
    <ul class="diff">${changes.map(
      ({ owner, field, was, now, pointer }) => html`<li data-key="${pointer}">
        <strong>${words(owner)}</strong> ${field}
        <del>${was}</del> <span aria-hidden="true">→</span><span class="visually-hidden">to</span>
        <ins>${now}</ins></li>`,
    )}</ul>
    ${said}
    <div class="row">${choice({
      name: "days",
      label: "How far back they are tried",
      options: DAYS,
      value: String(editor.days),
      change: "days",
    })}
      <button type="button" class="button primary" data-click="tryOut"
        ${flag("disabled", editor.busy !== "")}>${
          editor.busy === "TRYING" ? "Trying them" : "Try on this store's past"
        }</button>
      <button type="button" class="button" data-click="save"
        ${flag("disabled", editor.busy !== "" || !editor.report)}>${
          editor.busy === "SAVING" ? "Putting them in force" : "Put in force in every store"
        }</button>
      <button type="button" class="button quiet" data-click="discard">Discard</button>
    </div>
    ${
      !editor.report &&
      html`<p class="soft small">They can be put in force once they were tried.</p>`
    }
    ${editor.report && reported(editor.report)}
  </section>`;
}

/**
 * What a try on the past would have changed.
 *
 * @param {BacktestReport} report
 */
export function reported({ transactions, changed, blockedMoreMinor, blockedLessMinor, changes }) {
  const { currency } = board;
  const first = changed > changes.length ? `, the newest ${count(changes.length)} listed` : "";
  return tableCard({
    id: "backtest",
    title: "What they would have changed",
    note: html`Of ${count(transactions)} transactions of this store, ${count(changed)} would have
      been decided otherwise${first}. Refused besides: ${money(blockedMoreMinor, currency)}.
      No longer refused: ${money(blockedLessMinor, currency)}.`,
    head: headOf(COLUMNS),
    rows: changes.map(changeRow),
    empty: "No decision would have been another.",
  });
}

/** @param {BacktestChange} change */
const changeRow = ({ transactionId, customerId, totalMinor, now, proposed }) => html`<tr
  data-key="${transactionId}">${cellsOf(COLUMNS, [
    now.decision === "APPROVE"
      ? (customerId ?? "no customer number")
      : html`<a href="${addressOf(alertIdOf(transactionId))}">${
          customerId ?? "no customer number"
        }</a>`,
    money(totalMinor, board.currency),
    html`${decisionChip(now.decision)} <span class="soft small">score ${now.score}</span>`,
    html`${decisionChip(proposed.decision)}
      <span class="soft small">score ${proposed.score}</span>`,
  ])}</tr>`;
