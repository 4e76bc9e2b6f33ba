// @ts-check
/** @import { Api } from "../lib/api.js" */
/** @import { Alert } from "../types.js" */

import { withThatFrame } from "../lib/frames.js";

/** A screen that draws no frames lets them wait; the trace of an old alert is worth nothing. */
const MOST_WAITING = 50;

/** @typedef {`/traces/${string}/painted`} Painted where the node hears of a painted alert */

/** @type {{ api: Api, path: Painted }[]} */
const waiting = [];

/**
 * Tells the node when a new alert was painted: after the frame that drew it, for the trace from the
 * tap at a kiosk to here. Nobody sees a page that is hidden, and it tells nothing.
 *
 * @param {Api} api
 * @param {Alert} alert
 */
export function tellPainted(api, { transaction }) {
  if (!transaction || document.hidden || waiting.length >= MOST_WAITING) return;
  waiting.push({ api, path: `/traces/${encodeURIComponent(transaction.id)}/painted` });
  withThatFrame(tellAll);
}

function tellAll() {
  const painting = waiting.splice(0);
  // what is posted in a frame comes after its painting
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    const painted = performance.now();
    const at = painting.map(({ api }) => api.clock.nowMicros());
    setTimeout(() => {
      const agoMicros = Math.round((performance.now() - painted) * 1_000);
      // a trace is worth nothing to whoever works here: where it fails it lacks
      painting.forEach(({ api, path }, i) => {
        api.post(path, { agoMicros, atMicros: at[i] }).catch(() => {});
      });
    });
  };
  port2.postMessage(null);
}
