// @ts-check
/** @import { Alert } from "../types.js" */
/** @import { Act } from "./acts.js" */

import { wordsOf } from "../lib/api.js";
import { when } from "../lib/format.js";
import { flag, html, icon } from "../lib/html.js";
import { ACTS, waits } from "./acts.js";
import { isMe, person } from "./alert-parts.js";

export const STEPS = html`<button type="button" class="button quiet" data-click="step" value="-1"
    title="Previous alert (k)">${icon("chevron", "back")}<span
    class="visually-hidden">Previous alert</span></button>
  <button type="button" class="button quiet" data-click="step" value="1"
    title="Next alert (j)">${icon("chevron")}<span
    class="visually-hidden">Next alert</span></button>`;

export const TWO_VERDICTS = html`<p class="notice review">${icon("alert")}<span>Reviewers
  came to different verdicts. All are kept; the first one counts.</span></p>`;

export const TAKE_BACK = html`<div class="doing spread" data-key="doing">
  <p>Done, but not sent yet: no store knows of it.</p>
  <button type="button" class="button" data-click="takeBack">Take back</button>
</div>`;

export const KEYS = html`<details class="keys" data-key="keys">
  <summary>Keys</summary>
  <dl>
    ${ACTS.map(
      ({ key, labelHeld, label }) => html`<div><dt><kbd>${key}</kbd></dt>
      <dd>${label === labelHeld ? label : `${labelHeld} / ${label}`}</dd></div>`,
    )}
    <div><dt><kbd>n</kbd></dt><dd>Write why</dd></div>
    <div><dt><kbd>j</kbd> <kbd>k</kbd></dt><dd>Next, previous alert</dd></div>
    <div><dt><kbd>?</kbd></dt><dd>These keys</dd></div>
  </dl>
</details>`;

/**
 * @param {Act} act
 * @param {boolean} held
 */
export const actKey = (
  act,
  held,
) => html`<button type="button" class="button ${act.id}" value="${act.id}"
  data-click="act" title="Key ${act.key}">${icon(act.icon)}${held ? act.labelHeld : act.label}
</button>`;

/**
 * What the node did not do.
 *
 * @param {unknown} problem
 */
export const refused = (problem) => html`<div class="notice block" role="alert" data-key="refused">
  ${icon("alert")}<p>${wordsOf(problem)}</p>
</div>`;

/**
 * Who works on it until when, or that nobody need, and the keys to change that.
 *
 * @param {Alert} alert
 * @param {boolean} busy
 */
export function claimRow(alert, busy) {
  const { status, claimedBy, claimedUntil, snoozedUntil } = alert;
  if (status === "RESOLVED") return "";
  if (status === "CLAIMED" && !isMe(claimedBy)) return taken(alert);
  const mine = status === "CLAIMED";
  const who = mine ? `You work on it until ${when(claimedUntil)}.` : "Nobody works on it yet.";
  const words = snoozedUntil ? `Out of the queue until ${when(snoozedUntil)}.` : who;
  return html`<div class="claim" data-key="claim">
    <div class="spread"><p>${icon(snoozedUntil ? "clock" : "person")}${words}</p>
      <div class="row tight">
        ${snoozedUntil ? wayKey("release", "Put back", busy) : ""}
        ${mine ? wayKey("release", "Release", busy) : wayKey("claim", "Claim", busy)}
      </div></div>
    ${waits(alert) || snoozedUntil ? "" : later(busy)}
  </div>`;
}

/** @param {Alert} alert */
const taken = ({ claimedBy, claimedUntil }) => html`<p class="notice review" role="alert"
  data-key="claim">${icon("person")}<span><strong>${person(claimedBy)} works on it</strong> until
  ${when(claimedUntil)}. Of two verdicts the first one counts.</span></p>`;

/**
 * @param {string} way
 * @param {string} label
 * @param {boolean} busy
 */
const wayKey = (way, label, busy) =>
  html`<button type="button" class="button" data-click="${way}" data-key="${way}"
    ${flag("disabled", busy)}>${label}</button>`;

/** @param {boolean} busy */
const later = (busy) => html`<details class="later" data-key="later">
  <summary>Leave until later</summary>
  <div class="row tight">${LATER.map(
    ({ id, label }) => html`<button type="button" class="button" value="${id}"
      data-click="snooze" ${flag("disabled", busy)}>${label}</button>`,
  )}</div>
  <p class="hint">Until then it is out of every store's queue, and back by itself.</p>
</details>`;

const HOUR_MS = 3_600_000;

/** Until when an alert can be left. */
const LATER = [
  { id: "1h", label: "1 hour", until: () => inHours(1) },
  { id: "4h", label: "4 hours", until: () => inHours(4) },
  { id: "tomorrow", label: "Tomorrow at 9", until: () => nineInDays(1) },
  { id: "week", label: "In a week", until: () => nineInDays(7) },
];

/** @param {string} id of LATER */
export const laterAt = (id) =>
  LATER.find((each) => each.id === id)
    ?.until()
    .toISOString();

/** @param {number} hours */
const inHours = (hours) => new Date(Date.now() + hours * HOUR_MS);

/** @param {number} days */
function nineInDays(days) {
  const day = new Date();
  day.setDate(day.getDate() + days);
  day.setHours(9, 0, 0, 0);
  return day;
}
