// @ts-check
/** @import { CalibrationBin } from "../../types.js" */

import { count } from "../../lib/format.js";
import { html } from "../../lib/html.js";

const WIDTH = 360;
const HEIGHT = 322;
const [LEFT, RIGHT, TOP, FLOOR] = [48, 348, 12, 212];
/** Below the scores: a bar for the labels of each bin, and above it how many there are. */
const [BARS_TOP, BARS_FLOOR] = [278, 308];
const TICKS = [0, 20, 40, 60, 80, 100];
/** A share lies between the ends of its line in 19 of 20 cases. */
const SURE = 1.96;

/**
 * What scores said against what was found, a dot for each tenth of the score that has labels. On
 * the dashed line there are as many frauds as the scores say. The table beside it says the same in
 * numbers, so readers of the tree hear what the picture is and then the table.
 *
 * @param {CalibrationBin[]} bins with labels
 */
export function calibrationPlot(bins) {
  const most = Math.max(1, ...bins.map(({ labels }) => labels));
  const dots = bins.map(dotOf);
  const path = dots.map(({ x, y }, i) => `${i === 0 ? "M" : "L"}${x} ${y}`).join("");
  return html`<figure class="calibration">
    <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img"
      aria-label="Plot of the share of frauds that was found against the score, of ${
        bins.length
      } tenths of the score with labels. The table below has its numbers.">
      ${TICKS.map(tick)}
      <path class="axis" d="M${LEFT} ${TOP}V${FLOOR}H${RIGHT}"></path>
      <path class="true" d="M${LEFT} ${FLOOR}L${RIGHT} ${TOP}"></path>
      <path class="found" d="${path}"></path>
      ${dots.map(dot)}
      ${bins.map((bin) => bar(bin, most))}
      <path class="axis" d="M${LEFT} ${BARS_FLOOR}H${RIGHT}"></path>
      <text x="${(LEFT + RIGHT) / 2}" y="${FLOOR + 36}">Score</text>
      <text transform="translate(14 ${(TOP + FLOOR) / 2}) rotate(-90)">Frauds found, %</text>
      <text class="end" x="${LEFT - 6}" y="${BARS_FLOOR}">Labels</text>
    </svg>
    <figcaption class="soft small">On the dashed line there are as many frauds as the scores say;
      above it, more. An upright line says how far chance may reach (19 of 20 cases): with few
      labels, far.</figcaption>
  </figure>`;
}

/** @param {number} percent 0..100 */
const across = (percent) => round(LEFT + (percent / 100) * (RIGHT - LEFT));

/** @param {number} share 0..1 */
const upright = (share) => round(FLOOR - share * (FLOOR - TOP));

/** @param {number} value */
const round = (value) => Number(value.toFixed(1));

/** @param {number} value */
const tick = (value) => html`<path class="grid" d="M${across(value)} ${TOP}V${FLOOR}"></path>
  <path class="grid" d="M${LEFT} ${upright(value / 100)}H${RIGHT}"></path>
  <text x="${across(value)}" y="${FLOOR + 17}">${value}</text>
  <text class="end" x="${LEFT - 6}" y="${upright(value / 100) + 4}">${value}</text>`;

/** @param {CalibrationBin} bin */
function dotOf({ labels, frauds, said, found }) {
  const [low, high] = wilson(frauds, labels);
  return {
    x: across((said ?? 0) * 100),
    y: upright(found ?? 0),
    low: upright(low),
    high: upright(high),
  };
}

/** @param {{ x: number, y: number, low: number, high: number }} dot */
const dot = ({ x, y, low, high }) => html`<path class="chance" d="M${x} ${low}V${high}"></path>
  <circle cx="${x}" cy="${y}" r="4.5"></circle>`;

/**
 * @param {CalibrationBin} bin
 * @param {number} most labels of one bin
 */
function bar({ from, labels }, most) {
  const tall = Math.max(1.5, (labels / most) * (BARS_FLOOR - BARS_TOP));
  const [begin, end] = [across(from), across(from + 10)];
  return html`<rect class="labels" x="${begin + 3}" y="${round(BARS_FLOOR - tall)}"
    width="${round(end - begin - 6)}" height="${round(tall)}"></rect>
    <text class="count" x="${round((begin + end) / 2)}" y="${round(BARS_FLOOR - tall - 4)}">${short(
      labels,
    )}</text>`;
}

/**
 * Wilson's interval of a share.
 *
 * @param {number} of
 * @param {number} all more than 0
 */
function wilson(of, all) {
  const share = of / all;
  const wide = SURE ** 2 / all;
  const middle = share + wide / 2;
  const reach = SURE * Math.sqrt((share * (1 - share)) / all + wide / (4 * all));
  return [Math.max(0, (middle - reach) / (1 + wide)), Math.min(1, (middle + reach) / (1 + wide))];
}

/** @param {number} labels as many as have room above a bar */
const short = (labels) =>
  labels < 1000 ? count(labels) : `${(labels / 1000).toFixed(labels < 10_000 ? 1 : 0)}k`;
