// @ts-check
/** @import { Actions, AlertDetail } from "../types.js" */

import { wordsOf } from "../lib/api.js";
import { html, icon } from "../lib/html.js";
import { View } from "../lib/view.js";
import { board } from "./board.js";

/** @type {Record<string, string>} */
const NOT_COMPARED = {
  NO_CONSENT: "at the purchase nobody agreed to a comparison",
  DECLINED: "the purchaser agreed to a comparison, who returns did not",
  NO_MODEL: "this store has no model for it",
  ERASED: "the photo of the purchase was erased",
  NOT_HERE: "the photo of the purchase had not arrived",
  NOT_VERIFIED: "a photo was not good enough",
  NO_FACE: "a photo shows no face",
  FACE_TOO_SMALL: "a face is too small",
  IMPLAUSIBLE_LANDMARKS: "a face could not be measured",
  LATE: "it took too long",
  FAILED: "it failed",
};

/**
 * What came of comparing the faces; a figure, and never a verdict.
 *
 * @param {AlertDetail["photos"]} photos
 */
function likeness({ similarity, notCompared }) {
  if (typeof similarity === "number")
    return html`<p class="soft" data-key="likeness">Faces are ${Math.round(similarity * 100)} of 100
      alike.</p>`;
  if (!notCompared) return "";
  return html`<p class="soft" data-key="likeness">Faces were not compared:
    ${NOT_COMPARED[notCompared] ?? notCompared}.</p>`;
}

const NO_PHOTO = html`<p>${icon("person")}No photo</p>`;

/** @typedef {"sale" | "return"} Of whose photo */

/**
 * The photos of a sale and its return. Nothing is fetched until somebody asks: every look at a face
 * is written to the audit trail. What was fetched is let go with the element.
 */
export class PhotoPair extends View {
  /** @type {AlertDetail | null} */
  #alert = null;
  #asked = false;
  /** @type {Map<Of, ImageBitmap>} */
  #pictures = new Map();
  /** @type {Map<Of, string>} */
  #problems = new Map();
  /**
   * What stands on each canvas.
   *
   * @type {WeakMap<HTMLCanvasElement, ImageBitmap>}
   */
  #onCanvas = new WeakMap();

  /** @type {Actions} */
  actions = {
    look: () => this.#look(),
  };

  /** @param {AlertDetail} alert */
  show(alert) {
    if (alert.id !== this.#alert?.id) {
      this.#asked = false;
      this.#pictures.clear();
      this.#problems.clear();
    }
    this.#alert = alert;
    this.update();
  }

  view() {
    const alert = this.#alert;
    if (!alert?.photos?.sale && !alert?.photos?.return)
      return html`<p class="soft">Neither transaction has a photo.</p>`;
    if (!this.#asked) {
      return html`<button type="button" class="button wide" data-click="look">
          ${icon("eye")}Show the photos
        </button>
        <p class="hint">Each look is recorded with your name, the time and this alert.</p>
        ${likeness(alert.photos)}`;
    }
    const attempt = alert.transaction?.type === "SALE" ? "This sale" : "The return";
    return html`<div class="photos">
      ${this.#figure("sale", alert.photos.sale, "The sale")}
      ${this.#figure("return", alert.photos.return, attempt)}
    </div>
    ${likeness(alert.photos)}`;
  }

  drawn() {
    for (const canvas of this.querySelectorAll("canvas")) {
      const picture = this.#pictures.get(/** @type {Of} */ (canvas.dataset.of));
      if (!picture || this.#onCanvas.get(canvas) === picture) continue;
      this.#onCanvas.set(canvas, picture);
      canvas.width = picture.width;
      canvas.height = picture.height;
      canvas.getContext("2d")?.drawImage(picture, 0, 0);
    }
  }

  /**
   * @param {Of} of
   * @param {string | null | undefined} id
   * @param {string} caption
   */
  #figure(of, id, caption) {
    return html`<figure data-key="${of}">
      <div class="frame">${id ? this.#picture(of, caption) : NO_PHOTO}</div>
      <figcaption>${caption}</figcaption>
    </figure>`;
  }

  /**
   * @param {Of} of
   * @param {string} caption
   */
  #picture(of, caption) {
    const problem = this.#problems.get(of);
    if (problem) return html`<p role="alert">${icon("lost")}${problem}</p>`;
    if (!this.#pictures.has(of)) return html`<span class="spinner"></span>`;
    const label = `Photo of ${caption.toLowerCase()}`;
    return html`<canvas role="img" aria-label="${label}" data-of="${of}"></canvas>`;
  }

  async #look() {
    this.#asked = true;
    this.update();
    const alert = this.#alert;
    if (!alert) return;
    /** @type {Of[]} */
    const both = ["sale", "return"];
    await Promise.all(both.map((of) => this.#fetch(of, alert)));
    this.update();
  }

  /**
   * @param {Of} of
   * @param {AlertDetail} alert
   */
  async #fetch(of, alert) {
    const id = alert.photos[of];
    if (!id) return;
    try {
      const why = encodeURIComponent(`alert ${alert.id}`);
      const blob = await board.api.picture(`/photos/${encodeURIComponent(id)}?why=${why}`);
      this.#pictures.set(of, await createImageBitmap(blob));
    } catch (problem) {
      this.#problems.set(of, wordsOf(problem));
    }
  }
}

customElements.define("tw-photo-pair", PhotoPair);
