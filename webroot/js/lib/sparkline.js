// @ts-check
import { html } from "./html.js";

const WIDTH = 240;
const HEIGHT = 56;

/**
 * Two lines over time, p50 and p99, from zero up to the highest; words say what the picture shows.
 *
 * @param {{ p50: number, p99: number }[]} points
 * @param {string} label
 */
export function sparkline(points, label) {
  if (points.length < 2)
    return html`<p class="spark-empty soft small">The curve begins with the next readings.</p>`;
  const highest = Math.max(...points.map((point) => point.p99), 1);
  const line = (/** @type {"p50" | "p99"} */ key) =>
    points
      .map((point, i) => {
        const x = (i / (points.length - 1)) * WIDTH;
        const y = HEIGHT - 3 - (point[key] / highest) * (HEIGHT - 6);
        return `${i === 0 ? "M" : "L"}${x.toFixed(1)} ${y.toFixed(1)}`;
      })
      .join("");
  const p99 = line("p99");
  return html`<svg class="spark" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none"
    role="img" aria-label="${label}">
    <path class="area" d="${p99}L${WIDTH} ${HEIGHT}L0 ${HEIGHT}Z"></path>
    <path class="p99" d="${p99}"></path>
    <path class="p50" d="${line("p50")}"></path>
  </svg>`;
}
