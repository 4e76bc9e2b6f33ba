// @ts-check
/** @import { Actions, Camera } from "../../types.js" */

import { wordsOf } from "../../lib/api.js";
import { UNKNOWN } from "../../lib/format.js";
import { html, icon } from "../../lib/html.js";
import { board } from "../board.js";
import { Panel } from "../panel.js";

const AGAIN_MS = 30_000;

/** The node shows its camera for so long at most. */
const LONGEST_MS = 60_000;
const HASH_SHOWN = 8;

/** @type {Record<string, string>} */
const USES = {
  detector: "Faces are found with",
  recognizer: "Faces are compared with",
  liveness: "Prints and screens are told with",
};

/**
 * This store's own camera and the models in force. Nothing of the camera is fetched until somebody
 * asks: every look at it is written to the audit trail.
 */
class LaneCamera extends Panel {
  /** @type {Camera | null} */
  #camera = null;
  /** @type {unknown} */
  #problem = null;
  /** @type {number | undefined} */
  #watching = undefined;

  /** @type {Actions} */
  actions = {
    watch: () => this.#watch(),
    leave: () => this.#leave(),
  };

  start() {
    this.every(AGAIN_MS, () => this.#read());
    this.undo(() => this.#leave());
    this.#read();
  }

  view() {
    const camera = this.#camera;
    return html`<div class="spread panel-head"><h2 id="camera-title">Its camera</h2>
        <span class="soft small">${camera?.message ?? ""}</span></div>
      ${this.#problem ? html`<p role="alert" data-key="problem">${wordsOf(this.#problem)}</p>` : ""}
      <dl class="facts" data-key="models">
        ${camera?.models?.map(model) ?? ""}
        ${camera && !camera.matching ? NOT_COMPARED : ""}
      </dl>
      ${camera && camera.source !== "none" ? this.#picture() : ""}`;
  }

  #picture() {
    if (this.#watching === undefined)
      return html`<button type="button" class="button" data-click="watch" data-key="watch">
          ${icon("eye")}Watch the camera
        </button>
        <p class="hint" data-key="hint">Each look is recorded with your name and the time.</p>`;
    return html`<img class="lane-preview" data-key="preview" alt="What the camera shows now"
        src="${board.api.stream("/camera/preview", { why: "stores page" })}" />
      <button type="button" class="button" data-click="leave" data-key="leave">Stop</button>`;
  }

  #watch() {
    this.#watching = setTimeout(() => this.#leave(), LONGEST_MS);
    this.update();
  }

  #leave() {
    clearTimeout(this.#watching);
    this.#watching = undefined;
    // a picture that leaves the page may go on being read
    this.querySelector("img")?.removeAttribute("src");
    this.update();
  }

  async #read() {
    if (document.hidden) return;
    try {
      this.#camera = await board.api.get("/camera");
      this.#problem = null;
    } catch (problem) {
      this.#problem = problem;
    }
    this.update();
  }
}

const NOT_COMPARED = html`<div data-key="none"><dt>Faces are compared with</dt>
  <dd>${UNKNOWN}<span class="soft small">no model: faces are not compared here</span></dd></div>`;

/** @param {NonNullable<Camera["models"]>[number]} model */
const model = ({ use, name, sha256, licence }) => html`<div data-key="${sha256}">
  <dt>${USES[use] ?? use}</dt>
  <dd>${name}<span class="soft small"><code title="${sha256}">${sha256.slice(0, HASH_SHOWN)}</code>,
    ${licence}</span></dd></div>`;

customElements.define("tw-lane-camera", LaneCamera);
