// @ts-check
/** @import { Alert } from "../types.js" */
/** @import { Act } from "./acts.js" */

import { wordsOf } from "../lib/api.js";
import { flag, html, icon } from "../lib/html.js";
import { ACTS } from "./acts.js";
import { person } from "./alert-parts.js";

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
 * Who works on it, and the key to take or to leave it.
 *
 * @param {Alert} alert
 * @param {boolean} busy
 */
export function claimRow({ status, claimedBy }, busy) {
  if (status === "RESOLVED") return "";
  const claimed = status === "CLAIMED";
  const who = claimed
    ? html`${icon("person")} ${person(claimedBy)} works on it`
    : "Nobody works on it yet.";
  return html`<div class="spread claim" data-key="claim">
    <p>${who}</p>
    <button type="button" class="button" data-click="${claimed ? "release" : "claim"}"
      ${flag("disabled", busy)}>${claimed ? "Release" : "Claim"}</button>
  </div>`;
}
