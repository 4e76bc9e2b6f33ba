// @ts-check
import { checkbox } from "../lib/fields.js";
import { till } from "./till.js";
import { language, t } from "./words.js";

/**
 * Versions of the words: `photo.kept` with `photo.compare`, and with `photo.compareTwice`. Count on
 * when their meaning changes.
 */
const TEXT = "kiosk-1";
const TEXT_TWICE = "kiosk-2";

/**
 * What the person before the camera agrees to, asked anew for each photo. Going on without a photo,
 * or without a comparison, costs nobody anything.
 */
export class PhotoConsent {
  #compare = false;

  forget() {
    this.#compare = false;
  }

  /** @param {boolean} agreed */
  choose(agreed) {
    this.#compare = agreed;
  }

  /** Whether there is a question, which wants an answer before the photo. */
  get isAsked() {
    return Boolean(till.camera.matching || till.camera.sameVisit);
  }

  /** Whether the camera looks once more before goods or money change hands. */
  get looksTwice() {
    return this.#compare && Boolean(till.camera.sameVisit);
  }

  /** The question; nothing where this store compares no faces. `consent` hears the answer. */
  question() {
    if (!this.isAsked) return "";
    return checkbox({
      id: "photo-compare",
      label: t(till.camera.sameVisit ? "photo.compareTwice" : "photo.compare"),
      value: this.#compare,
      change: "consent",
    });
  }

  /** As it goes with the picture: by the words that were shown, in their language. */
  get header() {
    const purposes = this.#compare && this.isAsked ? "photo,match" : "photo";
    const text = till.camera.sameVisit ? TEXT_TWICE : TEXT;
    return `purposes=${purposes};text=${text};lang=${language.current.code}`;
  }
}
