// @ts-check
/** @import { Actions, Photo, PresenceOf } from "../types.js" */

import { Problem } from "../lib/api.js";
import { html, icon } from "../lib/html.js";
import { View } from "../lib/view.js";
import { BrowserCamera } from "./browser-camera.js";
import { till } from "./till.js";
import { t } from "./words.js";

/**
 * What comes of it. GO_ON: the person of the photo is there, or nobody can say. RETAKE and WITHOUT:
 * somebody else seems to be there, who takes a photo of their own, or wants none. STAY: nothing is
 * sent yet.
 *
 * @typedef {"GO_ON" | "RETAKE" | "WITHOUT" | "STAY"} LookedAt
 */

/** A head that turns, or eyes that are shut, may look like another's: one look decides nothing. */
const MOST_LOOKS = 5;
const OTHERS_NEEDED = 2;
const PACE_MS = 450;
/** The node's own camera may have to be opened. */
const NODE_MS = 10_000;
/** Why the node cannot say it of this photo, however often it is asked. */
const NEVER = new Set(["NOT_ASKED_FOR", "NOT_LIVE", "NO_CONSENT", "NOT_HERE"]);

/**
 * Looks at the person once more before goods or money change hands: is it still whom the photo
 * shows? Only where the store wants to know and the person agreed when the photo was taken. The
 * camera is on while this dialog is open. Whoever cannot be compared goes on.
 */
export class SecondLook extends View {
  #camera = new BrowserCamera();
  /** @type {((lookedAt: LookedAt) => void) | null} */
  #resolve = null;
  /** @type {Photo | null} */
  #photo = null;
  #isOther = false;
  #looking = new AbortController();

  /** @type {Actions} */
  actions = {
    retake: () => this.#finish("RETAKE"),
    without: () => this.#finish("WITHOUT"),
    cancel: () => this.#finish("STAY"),
  };

  start() {
    this.undo(() => this.#finish("STAY"));
  }

  /**
   * @param {Photo} photo that is to be sent
   * @returns {Promise<LookedAt>}
   */
  ask(photo) {
    const dialog = this.one("dialog");
    dialog.onclose = () => this.#finish("STAY");
    this.#photo = photo;
    this.#isOther = false;
    dialog.showModal();
    this.draw();
    this.#look(photo);
    return new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }

  view() {
    return html`<dialog class="booth card" aria-labelledby="again-title">
      <div class="spread">
        <h2 id="again-title">${t("again.title")}</h2>
        <button type="button" class="button quiet" data-click="cancel">
          ${icon("close")}<span class="visually-hidden">${t("app.cancel")}</span>
        </button>
      </div>
      ${this.#photo ? this.#inside(this.#photo) : ""}
    </dialog>`;
  }

  /** @param {Photo} photo */
  #inside({ again }) {
    if (this.#isOther) return another();
    const video = html`<video data-key="video" playsinline muted
      aria-label="${t("photo.live")}"></video>`;
    return html`<div class="finder-frame" data-key="look">
        ${again === "BROWSER" ? video : ""}<span class="spinner"></span>
        <p class="live-hint" role="status">${t("photo.looking")}</p>
      </div>
      <p class="hint center" data-key="why">${t("again.why")}</p>`;
  }

  /** @param {Photo} photo */
  async #look(photo) {
    this.#looking = new AbortController();
    const { signal } = this.#looking;
    const isOther = await this.#showsAnother(photo, signal);
    if (signal.aborted) return;
    this.#camera.close();
    if (!isOther) return this.#finish("GO_ON");
    this.#isOther = true;
    this.update();
  }

  /**
   * Whether somebody else is there, as far as that can be seen. A camera that is gone, and a node
   * that does not say it, are nobody's fault.
   *
   * @param {Photo} photo
   * @param {AbortSignal} signal
   */
  async #showsAnother(photo, signal) {
    let others = 0;
    try {
      if (photo.again === "BROWSER") await this.#open(signal);
      for (let looks = 0; looks < MOST_LOOKS && !signal.aborted; looks += 1) {
        const pace = new Promise((resolve) => setTimeout(resolve, PACE_MS));
        const { person, why } = await this.#once(photo);
        if (person === "SAME" || NEVER.has(why ?? "")) return false;
        if (person === "OTHER") others += 1;
        if (others === OTHERS_NEEDED) return true;
        await pace;
      }
    } catch {
      // what was seen so far counts: by that the node takes the photo or not
    }
    return others > 0;
  }

  /** @param {AbortSignal} signal */
  async #open(signal) {
    await this.#camera.open(this.one("video"), () => null);
    // who left meanwhile is not filmed
    if (signal.aborted) this.#camera.close();
  }

  /**
   * @param {Photo} photo
   * @returns {Promise<PresenceOf>}
   */
  async #once({ photoId, again }) {
    const { api, lane } = till;
    try {
      if (again === "LANE") {
        const patience = { patience: NODE_MS };
        return await api.post("/camera/presence", { photoId, laneId: lane }, {}, patience);
      }
      const to = /** @type {const} */ (
        `/photos/${encodeURIComponent(photoId)}/presence?lane=${encodeURIComponent(lane)}`
      );
      return await api.upload(to, await this.#camera.frame());
    } catch (problem) {
      if (!(problem instanceof Problem && problem.code === "CAMERA_BUSY")) throw problem;
      return { photoId, person: "UNKNOWN", why: "LATE" };
    }
  }

  /** @param {LookedAt} lookedAt */
  #finish(lookedAt) {
    this.#looking.abort();
    this.#camera.close();
    this.#photo = null;
    const resolve = this.#resolve;
    this.#resolve = null;
    this.querySelector("dialog")?.close();
    resolve?.(lookedAt);
    if (this.isConnected) this.update();
  }
}

/** Accuses nobody: it may be the light. */
function another() {
  return html`<div class="notice review" role="alert" data-key="other">
      ${icon("info")}<p>${t("again.other")}</p>
    </div>
    <div class="row" data-key="ways">
      <button type="button" class="button primary grow" data-click="retake">
        ${icon("camera")}${t("photo.take")}</button>
      <button type="button" class="button grow" data-click="without">
        ${t("photo.without")}</button>
    </div>`;
}

customElements.define("tw-second-look", SecondLook);
