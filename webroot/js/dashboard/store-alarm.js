// @ts-check
/** @import { Peer, Replication } from "../types.js" */

import { html, icon } from "../lib/html.js";
import { storeName, when, words } from "../lib/format.js";
import { addressWith } from "./filters.js";

/** A store in one of these states hears nothing of this one, or is not heard. */
const TROUBLES = ["SUSPECT", "DOWN", "NEEDS_SNAPSHOT", "REFUSED", "DIVERGED"];
const NAMED = 3;

/** @param {Peer} peer */
export const isInTrouble = ({ state }) => TROUBLES.includes(state);

/**
 * Says above everything else which stores are out of touch; nothing while all are heard.
 *
 * @param {Replication | null} replication
 */
export function storesInTrouble(replication) {
  const peers = replication?.peers.filter(isInTrouble) ?? [];
  if (peers.length === 0) return "";
  const what =
    peers.length === 1 ? `${storeName(peers[0].storeId)} is` : `${peers.length} stores are`;
  return html`<div class="notice block" role="alert" data-key="stores-in-trouble">
    ${icon("lost")}<div class="grow">
      <p><strong>${what} out of touch.</strong></p>
      <ul>${peers.slice(0, NAMED).map(entry)}</ul>
      ${peers.length > NAMED ? html`<p>And ${peers.length - NAMED} more.</p>` : ""}
    </div>
    <a class="button" href="${addressWith({ page: "stores" })}">Show</a>
  </div>`;
}

/** @param {Peer} peer */
function entry({ storeId, state, lastHeard }) {
  const heard = lastHeard ? `last heard ${when(lastHeard)}` : "not heard since this node started";
  return html`<li>${storeName(storeId)}: ${words(state)}, ${heard}</li>`;
}
