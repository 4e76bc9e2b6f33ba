// @ts-check
/** @import { Patterns } from "../../types.js" */

import { count, dayTime, money } from "../../lib/format.js";
import { html } from "../../lib/html.js";
import { th } from "../page-parts.js";
import { cell } from "./cell.js";
import { bars } from "./charts.js";
import { HOURS } from "./pattern-parts.js";
import { perSlot, WIDTHS } from "./slots.js";

/** How it went, bucket by bucket. @param {Patterns} patterns */
export function overTime(patterns) {
  const { items, bucket, all, currency } = patterns;
  const named = (/** @type {string} */ start) =>
    bucket === "day"
      ? new Date(start).toLocaleDateString(undefined, { timeZone: "UTC" })
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
      <thead><tr>${th(bucket === "day" ? "Day, UTC" : "Hour")}${th("Returns", "number")}${th(
        "Held or refused",
        "number",
      )}${th("Protected", "number")}</tr></thead>
      <tbody>${items.map(({ start, figures }) => {
        const to = new Date(Date.parse(start) + WIDTHS[bucket]);
        const span = { from: start, to: to.toISOString() };
        return html`<tr data-key="${start}"><th scope="row">${named(start)}</th>
          <td class="number">${cell(patterns, figures.returns, { ...span, only: "RETURNS" })}</td>
          <td class="number">${cell(patterns, figures.fraudDetected, {
            ...span,
            only: "FLAGGED",
          })}</td>
          <td class="number">${money(figures.valueProtectedMinor, currency)}</td></tr>`;
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
    <details class="behind"><summary>As a table</summary><table class="plain">
      <thead><tr>${th("Hour")}${th("Returns", "number")}${th("Held or refused", "number")}${th(
        "Protected",
        "number",
      )}</tr></thead>
      <tbody>${hours.map(
        ({ hour, figures }) => html`<tr data-key="${hour}"><th scope="row">${hour}:00</th>
          <td class="number">${cell(patterns, figures.returns, {
            hourOfDay: hour,
            only: "RETURNS",
          })}</td>
          <td class="number">${cell(patterns, figures.fraudDetected, {
            hourOfDay: hour,
            only: "FLAGGED",
          })}</td>
          <td class="number">${money(figures.valueProtectedMinor, currency)}</td></tr>`,
      )}</tbody></table></details>
  </section>`;
}
