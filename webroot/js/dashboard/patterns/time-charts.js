// @ts-check
/** @import { Patterns } from "../../types.js" */

import { count, dayTime, money } from "../../lib/format.js";
import { html } from "../../lib/html.js";
import { cellsOf, headOf, name, number } from "../columns.js";
import { cell } from "./cell.js";
import { bars } from "./charts.js";
import { HOURS } from "./pattern-parts.js";
import { perSlot, WIDTHS } from "./slots.js";

/** @param {string} slot what a row stands for */
const columnsBy = (slot) => [
  name(slot),
  number("Returns"),
  number("Held or refused"),
  number("Protected"),
];
const OF_DAY = columnsBy("Hour");

/** How it went, bucket by bucket. @param {Patterns} patterns */
export function overTime(patterns) {
  const { items, bucket, all, currency } = patterns;
  const columns = columnsBy(bucket === "day" ? "Day, UTC" : "Hour");
  const named = (/** @type {string} */ start) =>
    bucket === "day"
      ? new Date(start).toLocaleDateString(undefined, { dateStyle: "medium", timeZone: "UTC" })
      : dayTime(start);
  return html`<section class="panel card" aria-labelledby="time-title" data-key="time">
    <div class="spread panel-head"><h2 id="time-title">Over time</h2>
      <p class="soft small">${count(all.figures.returns)} returns,
        <strong>${count(all.figures.fraudDetected)} held or refused</strong>,
        ${money(all.figures.valueProtectedMinor, currency)} protected</p></div>
    ${bars({
      values: perSlot(patterns, ({ figures }) => figures.returns),
      marked: perSlot(patterns, ({ figures }) => figures.fraudDetected),
      label: `Returns by ${bucket}, held or refused in front`,
    })}
    <p class="hours" aria-hidden="true"><span>${named(patterns.from)}</span><span>${named(
      patterns.to,
    )}</span></p>
    <details class="behind"><summary>As a table</summary><div class="table-scroll" tabindex="0"
      role="region" aria-label="Returns by ${bucket}"><table class="plain">
      <thead><tr>${headOf(columns)}</tr></thead>
      <tbody>${items.map(({ start, figures }) => {
        const to = new Date(Date.parse(start) + WIDTHS[bucket]);
        const span = { from: start, to: to.toISOString() };
        return html`<tr data-key="${start}">${cellsOf(columns, [
          named(start),
          cell(patterns, figures.returns, { ...span, only: "RETURNS" }),
          cell(patterns, figures.fraudDetected, { ...span, only: "FLAGGED" }),
          money(figures.valueProtectedMinor, currency),
        ])}</tr>`;
      })}</tbody></table></div></details>
  </section>`;
}

/** When of the day. @param {Patterns} patterns */
export function byHour(patterns) {
  const { hours, currency } = patterns;
  const at = new Map(hours.map((each) => [each.hour, each.figures]));
  return html`<section class="panel card" aria-labelledby="hours-title" data-key="hours">
    <div class="panel-head"><h2 id="hours-title">By hour of the day</h2></div>
    ${bars({
      values: HOURS.map((hour) => at.get(hour)?.returns ?? 0),
      marked: HOURS.map((hour) => at.get(hour)?.fraudDetected ?? 0),
      label: "Returns by hour of the day, held or refused in front",
    })}
    <p class="hours" aria-hidden="true"><span>0</span><span>6</span><span>12</span>
      <span>18</span><span>24</span></p>
    <details class="behind"><summary>As a table</summary><div class="table-scroll" tabindex="0"
      role="region" aria-label="Returns by hour of the day"><table class="plain">
      <thead><tr>${headOf(OF_DAY)}</tr></thead>
      <tbody>${hours.map(
        ({ hour, figures }) =>
          html`<tr data-key="${hour}">${cellsOf(OF_DAY, [
            `${hour}:00`,
            cell(patterns, figures.returns, { hourOfDay: hour, only: "RETURNS" }),
            cell(patterns, figures.fraudDetected, { hourOfDay: hour, only: "FLAGGED" }),
            money(figures.valueProtectedMinor, currency),
          ])}</tr>`,
      )}</tbody></table></div></details>
  </section>`;
}
