// @ts-check
/** @import { Api } from "../lib/api.js" */
/** @import { Alert } from "../types.js" */

/**
 * Tells the node when a new alert was painted: after the frame that drew it, for the trace from the
 * tap at a kiosk to here. Nobody sees a page that is hidden, and it tells nothing.
 *
 * @param {Api} api
 * @param {Alert} alert
 */
export function tellPainted(api, { transaction }) {
  if (!transaction || document.hidden) return;
  const path = /** @type {const} */ (`/traces/${encodeURIComponent(transaction.id)}/painted`);
  requestAnimationFrame(() => {
    // what is posted in a frame comes after its painting
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      const painted = performance.now();
      setTimeout(() => {
        const agoMicros = Math.round((performance.now() - painted) * 1_000);
        // a trace is worth nothing to whoever works here: where it fails it lacks
        api.post(path, { agoMicros }).catch(() => {});
      });
    };
    port2.postMessage(null);
  });
}
