// @ts-check
/** @import { Patterns, StorePlace } from "../../types.js" */

import { count, storeName } from "../../lib/format.js";
import { html } from "../../lib/html.js";

const WIDTH = 800;
const HEIGHT = 380;
const EDGE = 70;
/** A degree to the east is shorter than one to the north; no farther from the equator than this. */
const MOST_LAT = 75;

/**
 * Stores where they are, on a plain sheet: what comes back elsewhere as lines whose width says how
 * much, and journeys that nobody can have made as arcs. The tables below say the same in words.
 *
 * @param {Patterns} patterns
 */
export function storeMap({ places, flows, travels }) {
  if (places.length < 2)
    return html`<p class="soft panel-note">The places of fewer than two stores are known, so there
      is no map. Places are settings of the stores.</p>`;
  const spots = spotsOf(places);
  const between = flows.filter(({ soldAt, returnedAt }) => soldAt !== returnedAt);
  const most = Math.max(1, ...between.map(({ returned }) => returned));
  const label = `Map of ${places.length} stores with ${between.length} flows and ${
    travels.length
  } impossible journeys between them`;
  return html`<svg class="store-map" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img"
    aria-label="${label}">
    ${between.map(({ soldAt, returnedAt, returned }) =>
      arc(spots, soldAt, returnedAt, {
        bend: 0.1,
        look: "flow",
        wide: 1.5 + (returned / most) * 8,
        words: `${storeName(soldAt)} to ${storeName(returnedAt)}: ${count(returned)}`,
      }),
    )}
    ${travels.map((travel) =>
      arc(spots, travel.before, travel.at, {
        bend: 0.3,
        look: "travel",
        wide: 2.5,
        words: `Impossible: ${storeName(travel.before)} to ${storeName(travel.at)}, ${count(
          travel.count,
        )}`,
      }),
    )}
    ${[...spots].map(
      ([store, { x, y }]) => html`<g class="spot"><circle cx="${x}" cy="${y}" r="9"></circle>
        <text x="${x}" y="${y + (y > HEIGHT - EDGE ? -18 : 30)}">${storeName(store)}</text></g>`,
    )}
  </svg>`;
}

/**
 * @param {Map<string, { x: number, y: number }>} spots
 * @param {string} from
 * @param {string} to
 * @param {{ bend: number, look: string, wide: number, words: string }} how
 */
function arc(spots, from, to, { bend, look, wide, words }) {
  const [one, other] = [spots.get(from), spots.get(to)];
  if (!one || !other) return "";
  const [dx, dy] = [other.x - one.x, other.y - one.y];
  // there and back bend to different sides, so that both are seen
  const x = (one.x + other.x) / 2 - dy * bend;
  const y = (one.y + other.y) / 2 + dx * bend;
  const path = `M${one.x} ${one.y}Q${x.toFixed(1)} ${y.toFixed(1)} ${other.x} ${other.y}`;
  return html`<path class="${look}" stroke-width="${wide.toFixed(1)}" d="${path}"><title>${
    words
  }</title></path>`;
}

/**
 * Where each store is on the sheet, north up, as near to the true proportions as fits.
 *
 * @param {StorePlace[]} places
 */
function spotsOf(places) {
  const middle = places.reduce((sum, { lat }) => sum + lat, 0) / places.length;
  const east = Math.cos((Math.min(Math.abs(middle), MOST_LAT) * Math.PI) / 180);
  const points = places.map(({ storeId, lat, lon }) => ({ storeId, x: lon * east, y: -lat }));
  const xs = span(points.map(({ x }) => x));
  const ys = span(points.map(({ y }) => y));
  const scale = Math.min(
    (WIDTH - 2 * EDGE) / Math.max(xs.size, 1e-6),
    (HEIGHT - 2 * EDGE) / Math.max(ys.size, 1e-6),
  );
  return new Map(
    points.map(({ storeId, x, y }) => [
      storeId,
      {
        x: Math.round(WIDTH / 2 + (x - xs.middle) * scale),
        y: Math.round(HEIGHT / 2 + (y - ys.middle) * scale),
      },
    ]),
  );
}

/** @param {number[]} values */
function span(values) {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return { size: most - least, middle: (most + least) / 2 };
}
