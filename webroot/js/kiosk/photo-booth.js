// @ts-check
/** @import { Actions, Choice, Photo } from "../types.js" */

import { Problem } from "../lib/api.js";
import { segments } from "../lib/fields.js";
import { flag, html, icon } from "../lib/html.js";
import { View } from "../lib/view.js";
import { BrowserCamera } from "./browser-camera.js";
import { LivePhoto } from "./live-photo.js";
import { PhotoConsent } from "./photo-consent.js";
import { adviceFor, hintFor } from "./photo-hints.js";
import { problemWords } from "./problems.js";
import { till } from "./till.js";
import { known, t } from "./words.js";

/** @typedef {"DEMO" | "BROWSER" | "LANE"} Source whose camera */

/** @type {Record<Source, string>} */
const SOURCE_ICONS = { DEMO: "person", BROWSER: "camera", LANE: "store" };

/**
 * @param {Source} value
 * @returns {Choice}
 */
const sourceChoice = (value) => ({
  value,
  label: t(`photo.source.${value}`),
  icon: SOURCE_ICONS[value],
});

/**
 * Whose camera can look again at whom a photo shows, by where the photo came from.
 *
 * @type {Record<string, Photo["again"]>}
 */
const AGAIN = { BROWSER: "BROWSER", LIVE_CAMERA: "LANE" };

/** The lane's camera starts, and the node waits for a good frame. */
const CAPTURE_MS = 15_000;
/** One hint at a time, and long enough to be read and followed. */
const HINT_MS = 900;

/**
 * A dialog that takes one photo and says what the node saw in it. `take()` resolves to
 * {photoId, face, picture} or to null when the person goes on without. The camera is open only
 * while the dialog is.
 */
export class PhotoBooth extends View {
  #camera = new BrowserCamera();
  #consent = new PhotoConsent();
  /**
   * Ends `take()`, while it is under way.
   *
   * @type {((photo: Photo | null) => void) | null}
   */
  #resolve = null;
  /** @type {Source | null} */
  #source = null;
  #person = "";
  #busy = false;
  /**
   * What the person can do better, while the node looks, or null.
   *
   * @type {string | null}
   */
  #hint = null;
  #hintSince = 0;
  #streaming = false;
  /** Whether the person has begun: what is asked before is asked once. */
  #begun = false;
  /** Stops the live photo that is under way. */
  #looking = new AbortController();
  /** @type {Photo | null} */
  #photo = null;
  /** @type {string | null} */
  #trouble = null;
  /**
   * What stands on each canvas.
   *
   * @type {WeakMap<HTMLCanvasElement, Blob>}
   */
  #onCanvas = new WeakMap();

  /** @type {Actions} */
  actions = {
    source: (input) => this.#switchTo(/** @type {Source} */ (input.value)),
    person: (input) => {
      this.#person = input.value;
    },
    consent: (input) => this.#consent.choose(/** @type {HTMLInputElement} */ (input).checked),
    retry: () => this.#switchTo(this.#source),
    shoot: () => this.#shoot(),
    retake: () => this.#switchTo(this.#source),
    use: () => this.#finish(this.#photo),
    cancel: () => this.#finish(null),
  };

  start() {
    this.undo(() => this.#finish(null));
    this.listen(document, "visibilitychange", () => this.#visibility());
  }

  /** @returns {Promise<Photo | null>} */
  take() {
    const dialog = this.one("dialog");
    dialog.onclose = () => this.#finish(null);
    this.#person = till.draft.customerId || "Alex";
    this.#consent.forget();
    this.#begun = false;
    dialog.showModal();
    this.#switchTo(this.#source ?? this.#sources()[0]);
    return new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }

  view() {
    return html`<dialog class="booth card" aria-labelledby="booth-title">
      <div class="spread">
        <h2 id="booth-title">${t("photo.title")}</h2>
        <button type="button" class="button quiet" data-click="cancel">
          ${icon("close")}<span class="visually-hidden">${t("photo.close")}</span>
        </button>
      </div>
      ${this.#resolve ? this.#inside() : ""}
    </dialog>`;
  }

  drawn() {
    const canvas = this.querySelector("canvas");
    const picture = this.#photo?.picture;
    if (canvas && picture && this.#onCanvas.get(canvas) !== picture) {
      this.#onCanvas.set(canvas, picture);
      drawOn(canvas, picture);
    }
  }

  /** @returns {Source[]} */
  #sources() {
    const { source } = till.camera;
    if (source === "demo") return ["DEMO", "BROWSER"];
    return source && source !== "none" ? ["LANE", "BROWSER"] : ["BROWSER"];
  }

  #inside() {
    const sources = this.#sources();
    return html`${
      sources.length > 1
        ? segments({
            name: "source",
            legend: t("photo.which"),
            options: sources.map(sourceChoice),
            value: this.#source,
            change: "source",
            hideLegend: true,
          })
        : ""
    }
      ${this.#photo ? verdict(this.#photo) : this.#finder()}
      <p class="hint">${t("photo.kept")}</p>`;
  }

  #finder() {
    // an error stands in the picture's place, never under it
    if (this.#trouble) return troubled(this.#trouble);
    return html`<div class="finder-frame" data-key="frame-${this.#source}">
        ${this.#preview()}
        <p class="live-hint" role="status" data-key="hint">${this.#hint}</p>
      </div>
      ${this.#consent.question()}
      ${this.#shootKey()}`;
  }

  #shootKey() {
    if (this.#source === "BROWSER" && this.#takesByItself) {
      return html`<p class="hint center" data-key="by-itself">${t("photo.byItself")}</p>`;
    }
    const label = this.#busy
      ? html`<span class="spinner"></span>${t("photo.hold")}`
      : html`${icon("camera")}${t("photo.take")}`;
    return html`<button type="button" class="button primary wide" data-click="shoot"
      data-key="shoot" ${flag("disabled", this.#busy || !this.#ready())}>${label}</button>`;
  }

  #preview() {
    if (this.#source === "BROWSER") {
      return html`<video data-key="video" playsinline muted
          aria-label="${t("photo.live")}"></video>
        ${this.#streaming ? "" : html`<span class="spinner"></span>`}`;
    }
    if (this.#source === "LANE")
      return html`<img class="preview" data-key="preview"
        src="${till.api.stream("/camera/preview", { lane: till.lane })}"
        alt="${t("photo.liveLane")}" />`;
    return html`<div class="demo-person">${icon("person")}
      <label for="demo-person">${t("photo.demoName")}</label>
      <input class="input" id="demo-person" value="${this.#person}" data-input="person"
        maxlength="40" autocomplete="off" />
      <p class="hint">${t("photo.demoHint")}</p></div>`;
  }

  #ready() {
    return this.#source !== "BROWSER" || this.#streaming;
  }

  /** Where something is asked first, the person begins with a key. */
  get #takesByItself() {
    return this.#begun || !this.#consent.isAsked;
  }

  /** @param {Source | null} source */
  async #switchTo(source) {
    this.#close();
    this.#source = source;
    this.#photo = null;
    this.#trouble = null;
    this.update();
    if (source !== "BROWSER") return;
    await Promise.resolve();
    try {
      await this.#camera.open(this.one("video"), (error) => this.#lose(error));
      // whoever closed the booth or chose another camera meanwhile does not want this one
      if (!this.#resolve || this.#source !== "BROWSER" || document.hidden) return this.#close();
      this.#streaming = true;
      if (this.#takesByItself) return this.#shoot();
    } catch (error) {
      if (this.#source === "BROWSER") this.#trouble = BrowserCamera.words(error);
    }
    this.update();
  }

  /** Nobody is filmed by a page that is not seen. */
  #visibility() {
    if (!this.#resolve || this.#source !== "BROWSER" || this.#photo) return;
    if (document.hidden) this.#close();
    else this.#switchTo("BROWSER");
  }

  /** Switches the camera off, whatever was under way with it. */
  #close() {
    this.#looking.abort();
    this.#camera.close();
    this.#streaming = false;
    this.#hint = null;
  }

  /** @param {Error} error */
  #lose(error) {
    this.#close();
    this.#trouble = BrowserCamera.words(error);
    this.update();
  }

  async #shoot() {
    this.#looking = new AbortController();
    const { signal } = this.#looking;
    this.#busy = true;
    this.#begun = true;
    this.update();
    try {
      const photo = this.#source === "BROWSER" ? await this.#live(signal) : await this.#fromNode();
      // whoever left or chose another camera meanwhile does not want it
      if (signal.aborted || !photo) return;
      this.#photo = this.#consent.looksTwice ? { ...photo, again: AGAIN[photo.source] } : photo;
      this.#close();
    } catch (problem) {
      if (signal.aborted) return;
      this.#trouble = liveWords(problem);
      this.#close();
    } finally {
      if (this.#looking.signal === signal) this.#busy = false;
      this.update();
    }
  }

  /** @param {AbortSignal} signal */
  #live(signal) {
    this.#hint = t("photo.looking");
    this.#hintSince = 0;
    const live = new LivePhoto(till.api, this.#camera, till.lane);
    return live.take(this.#consent.header, signal, (hint) => this.#advise(adviceFor(hint)));
  }

  /** @param {string} words */
  #advise(words) {
    const now = performance.now();
    if (words === this.#hint || now - this.#hintSince < HINT_MS) return;
    this.#hint = words;
    this.#hintSince = now;
    this.update();
  }

  /** @returns {Promise<Photo>} */
  #fromNode() {
    const demo = this.#source === "DEMO" ? { person: this.#person.trim() || "Alex" } : {};
    const body = { laneId: till.lane, consent: this.#consent.header, ...demo };
    return till.api.post("/camera/captures", body, {}, { patience: CAPTURE_MS });
  }

  /** @param {Photo | null} photo */
  #finish(photo) {
    this.#close();
    this.#photo = null;
    this.#trouble = null;
    const resolve = this.#resolve;
    this.#resolve = null;
    this.querySelector("dialog")?.close();
    resolve?.(photo);
    if (this.isConnected) this.update();
  }
}

/**
 * Why there is no live photo, in plain words: what was shown to the camera, or what went wrong.
 *
 * @param {unknown} problem
 */
function liveWords(problem) {
  const key = `photo.refused.${problem instanceof Problem ? problem.code : ""}`;
  if (known(key)) return t(key);
  return problem instanceof Problem ? problemWords(problem) : BrowserCamera.words(problem);
}

/** @param {string} trouble */
function troubled(trouble) {
  return html`<div class="notice review" role="alert" data-key="trouble">
      ${icon("alert")}<p>${trouble}</p>
    </div>
    <div class="row" data-key="ways">
      <button type="button" class="button grow" data-click="retry">${t("photo.again")}</button>
      <button type="button" class="button grow" data-click="cancel">
        ${t("photo.without")}</button>
    </div>`;
}

/** @param {Photo} photo */
function verdict({ face, picture }) {
  const { verified } = face;
  const use = verified ? t("photo.use") : t("photo.useAnyway");
  return html`<div class="finder-frame" data-key="shot">
      ${
        picture
          ? html`<canvas class="shot" role="img" aria-label="${t("photo.shot")}"></canvas>`
          : html`<div class="demo-person">${icon(verified ? "check-circle" : "person")}</div>`
      }
    </div>
    <div class="notice ${verified ? "approve" : "review"}" role="status" data-key="verdict">
      ${icon(verified ? "check-circle" : "info")}
      <p><strong>${verified ? t("photo.good") : hintFor(face)}</strong></p>
    </div>
    <div class="row" data-key="verdict-keys">
      <button type="button" class="button grow ${verified ? "" : "primary"}"
        data-click="retake">${icon("return")}${t("photo.retake")}</button>
      <button type="button" class="button grow ${verified ? "primary" : ""}"
        data-click="use">${use}</button>
    </div>`;
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Blob} picture
 */
async function drawOn(canvas, picture) {
  const bitmap = await createImageBitmap(picture);
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  canvas.getContext("2d")?.drawImage(bitmap, 0, 0);
  bitmap.close();
}

customElements.define("tw-photo-booth", PhotoBooth);
