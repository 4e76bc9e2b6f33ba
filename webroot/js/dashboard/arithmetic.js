// @ts-check
/** @import { AlertDetail } from "../types.js" */

import { html } from "../lib/html.js";
import { percent, words } from "../lib/format.js";

const MILLION = 1_000_000;

/**
 * How the points made the score: each group of evidence takes its share of what the groups before
 * left, mitigations have lowered the shares already, and a hard fact's floor can lift the result.
 *
 * @param {AlertDetail} alert
 */
export function arithmetic({ assessment, arithmetic: parts }) {
  if (!assessment || !parts?.contributions.length) return "";
  const steps = stepsOf(parts.contributions);
  const sum = Math.round((100 * (MILLION - (steps.at(-1)?.left ?? MILLION))) / MILLION);
  return html`<details class="arithmetic" data-key="arithmetic">
    <summary>How the points make ${assessment.score}</summary>
    <table>
      <thead><tr><th scope="col">Evidence</th><th scope="col" class="number">weighs</th><th
        scope="col" class="number">of what was left</th><th scope="col"
        class="number">leaves</th></tr></thead>
      <tbody>${steps.map(
        ({ group, ppm, before, left }) => html`<tr><th scope="row">${words(group)}</th>
          <td class="number">${percent(ppm / MILLION)}</td>
          <td class="number">${percent(before / MILLION)}</td>
          <td class="number">${percent(left / MILLION)}</td></tr>`,
      )}</tbody>
    </table>
    <p>100 − ${percent((steps.at(-1)?.left ?? MILLION) / MILLION)} = <strong>${sum}</strong>.
      ${lifted(assessment.score, sum)}</p>
    ${mitigated(assessment.mitigations ?? [])}
    <p class="soft small">The strongest hit of a group counts, and a share of the second. Rule set
      <code>${assessment.rulesetVersion}</code>.</p>
  </details>`;
}

/** @param {{ group: string, ppm: number }[]} contributions */
function stepsOf(contributions) {
  let left = MILLION;
  return contributions.map(({ group, ppm }) => {
    const before = left;
    left = (before * (MILLION - ppm)) / MILLION;
    return { group, ppm, before, left };
  });
}

/**
 * @param {number} score
 * @param {number} sum
 */
function lifted(score, sum) {
  if (score > sum)
    return html`A hard fact among the reasons has a floor, which lifts it to
      <strong>${score}</strong>.`;
  return score < sum ? html`A cap lowers it to <strong>${score}</strong>.` : "";
}

/** @param {string[]} mitigations */
const mitigated = (mitigations) =>
  mitigations.length > 0
    ? html`<p>Lowered before by: ${mitigations.map(words).join(", ")}.</p>`
    : html`<p>Nothing spoke for the customer.</p>`;
