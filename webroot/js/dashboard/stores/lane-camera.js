// @ts-check
/** @import { Actions, Camera, CameraLook } from "../../types.js" */

import { wordsOf } from "../../lib/api.js";
import { segments } from "../../lib/fields.js";
import { UNKNOWN, words } from "../../lib/format.js";
import { html, icon } from "../../lib/html.js";
import { board } from "../board.js";
import { Panel } from "../panel.js";

const AGAIN_MS = 30_000;

/** The node shows its camera for so long at most. */
const LONGEST_MS = 60_000;
/** As often as figures can be read. */
const LOOK_MS = 400;
const HASH_SHOWN = 8;
/** From here on a figure needs no fraction. */
const WHOLE_FROM = 10;
/** The camera that all lanes use which have none of their own. */
const COMMON = "";

/** @type {Record<string, string>} */
const USES = {
  detector: "Faces are found with",
  recognizer: "Faces are compared with",
  liveness: "Prints and screens are told with",
};

/**
 * This store's cameras and the models in force. Nothing of a camera is fetched until somebody asks:
 * every look at it is written to the audit trail.
 */
class LaneCamera extends Panel {
  /** @type {Camera | null} */
  #camera = null;
  /** @type {unknown} */
  #problem = null;
  #lane = COMMON;
  /** @type {number | undefined} */
  #watching = undefined;
  /** @type {CameraLook | null} */
  #look = null;

  /** @type {Actions} */
  actions = {
    lane: (input) => this.#choose(input.value),
    watch: () => this.#watch(),
    leave: () => this.#leave(),
  };

  start() {
    this.every(AGAIN_MS, () => this.#read());
    this.every(LOOK_MS, () => this.#measure());
    this.undo(() => this.#leave());
    this.#read();
  }

  view() {
    const camera = this.#camera;
    return html`<div class="spread panel-head"><h2 id="camera-title">Its cameras</h2>
        <span class="soft small">${this.#chosen?.message ?? ""}</span></div>
      ${this.#problem ? html`<p role="alert" data-key="problem">${wordsOf(this.#problem)}</p>` : ""}
      ${camera?.lanes?.length ? this.#lanes(camera) : ""}
      ${camera && this.#chosen?.source !== "none" ? this.#picture() : ""}
      <dl class="facts" data-key="models">
        ${camera?.models?.map(model) ?? ""}
        ${camera && !camera.matching ? NOT_COMPARED : ""}
      </dl>`;
  }

  /** The camera that is chosen, as the node tells of it. */
  get #chosen() {
    const lane = this.#camera?.lanes?.find(({ laneId }) => laneId === this.#lane);
    return lane ?? this.#camera;
  }

  /** @param {Camera} camera */
  #lanes({ lanes = [], state }) {
    const options = [
      { value: COMMON, label: `All other lanes · ${words(state)}` },
      ...lanes.map((lane) => ({
        value: lane.laneId,
        label: `${lane.laneId} · ${words(lane.state)}`,
      })),
    ];
    return segments({
      name: "camera-lane",
      legend: "Which camera",
      options,
      value: this.#lane,
      change: "lane",
      hideLegend: true,
    });
  }

  #picture() {
    if (this.#watching === undefined)
      return html`<button type="button" class="button" data-click="watch" data-key="watch">
          ${icon("eye")}Watch the camera
        </button>
        <p class="hint" data-key="hint">Each look is recorded with your name and the time.</p>`;
    return html`<img class="lane-preview" data-key="preview-${this.#lane}"
        alt="What the camera shows now"
        src="${board.api.stream("/camera/preview", { why: "stores page", ...this.#at })}" />
      ${this.#look ? figures(this.#look) : ""}
      <button type="button" class="button" data-click="leave" data-key="leave">Stop</button>`;
  }

  /** @returns {Record<string, string>} */
  get #at() {
    return this.#lane === COMMON ? {} : { lane: this.#lane };
  }

  /** @param {string} lane */
  #choose(lane) {
    this.#leave();
    this.#lane = lane;
    this.update();
  }

  #watch() {
    this.#watching = setTimeout(() => this.#leave(), LONGEST_MS);
    this.update();
  }

  #leave() {
    clearTimeout(this.#watching);
    this.#watching = undefined;
    this.#look = null;
    // a picture that leaves the page may go on being read
    this.querySelector("img")?.removeAttribute("src");
    this.update();
  }

  /** While somebody watches: the node tells nothing else of its figures. */
  async #measure() {
    if (this.#watching === undefined || document.hidden) return;
    const watched = this.#watching;
    const look = await board.api.get("/camera/look", this.#at).catch(() => null);
    if (this.#watching !== watched) return;
    this.#look = look;
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

/** @param {CameraLook} look */
function figures({ camera, framesPerSecond, picture }) {
  const rate = `${framesPerSecond.toFixed(1)} frames a second`;
  return html`<p class="look-hint" data-key="look-hint"><strong>${
    picture ? (picture.hint ?? "All is well") : camera
  }</strong></p>
    <dl class="facts" data-key="look">
      <div data-key="rate"><dt>Camera</dt><dd>${rate}${
        picture ? html`<span class="soft small">${picture.width} x ${picture.height}</span>` : ""
      }</dd></div>
      ${
        picture
          ? html`<div data-key="quality"><dt>Quality</dt><dd>${picture.quality}<span
              class="soft small">${
                picture.counts ? "would count as a photo" : "would not count"
              }</span></dd></div>`
          : ""
      }
      ${picture?.measures.map(measure) ?? ""}
    </dl>`;
}

/** @param {{ name: string, value: number }} measure */
const measure = ({ name, value }) => html`<div data-key="${name}"><dt>${words(name)}</dt>
  <dd>${value.toFixed(value >= WHOLE_FROM ? 0 : 2)}</dd></div>`;

customElements.define("tw-lane-camera", LaneCamera);
