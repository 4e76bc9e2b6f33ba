// @ts-check
/** @import { Api } from "../lib/api.js" */
/** @import { BrowserCamera } from "./browser-camera.js" */
/** @import { LiveSession, Photo } from "../types.js" */

import { Problem } from "../lib/api.js";

/** Frames come no faster than this: a burst of eight takes a second. */
const PACE_MS = 130;
/** How soon a node that is busy is asked again. */
const BUSY_MS = 400;
/** A session lives for half a minute: so many of them are tried before a person is asked. */
const SESSIONS = 2;

/**
 * Takes a live photo: shows the node one frame of this device's camera after the other, until the
 * node has taken a photo by itself. Keeps no frame but the best.
 */
export class LivePhoto {
  #api;
  #camera;
  #lane;

  /**
   * @param {Api} api
   * @param {BrowserCamera} camera which is open
   * @param {string} lane
   */
  constructor(api, camera, lane) {
    this.#api = api;
    this.#camera = camera;
    this.#lane = lane;
  }

  /**
   * The photo; null where it was stopped.
   *
   * @param {string} consent what the person agreed to
   * @param {AbortSignal} stop
   * @param {(hint: string | null) => void} advise hears after each frame what can be done better
   * @returns {Promise<Photo | null>}
   */
  async take(consent, stop, advise) {
    for (let session = 1; ; session += 1) {
      try {
        return await this.#session(consent, stop, advise);
      } catch (problem) {
        const late = problem instanceof Problem && problem.code === "LIVE_SESSION_EXPIRED";
        if (!late || session === SESSIONS) throw problem;
      }
    }
  }

  /**
   * @param {string} consent
   * @param {AbortSignal} stop
   * @param {(hint: string | null) => void} advise
   * @returns {Promise<Photo | null>}
   */
  async #session(consent, stop, advise) {
    const opened = await this.#api.post("/photos/sessions", { laneId: this.#lane, consent });
    /** @type {Blob | undefined} */
    let best;
    while (!stop.aborted) {
      const pace = pause(PACE_MS);
      const frame = await this.#camera.frame();
      if (stop.aborted) break;
      const seen = await this.#show(opened, frame);
      if (stop.aborted) break;
      if (seen?.best) best = frame;
      if (seen?.photo) return { ...seen.photo, picture: best };
      if (seen) advise(seen.hint);
      await (seen ? pace : pause(BUSY_MS));
    }
    this.#end(opened);
    return null;
  }

  /**
   * What the node saw of the frame; null where it was too busy to look.
   *
   * @param {LiveSession} opened
   * @param {Blob} frame
   */
  async #show({ sessionId, nonce }, frame) {
    const to = /** @type {const} */ (`/photos/sessions/${sessionId}/frames?lane=${this.#at}`);
    try {
      return await this.#api.upload(to, frame, { "X-Photo-Nonce": nonce });
    } catch (problem) {
      if (problem instanceof Problem && problem.code === "CAMERA_BUSY") return null;
      throw problem;
    }
  }

  /** @param {LiveSession} opened */
  #end({ sessionId }) {
    // where this does not arrive, the node forgets it after half a minute
    this.#api.delete(`/photos/sessions/${sessionId}?lane=${this.#at}`).catch(() => null);
  }

  get #at() {
    return encodeURIComponent(this.#lane);
  }
}

/** @param {number} milliseconds */
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
