// @ts-check
import { checkbox } from "../lib/fields.js";
import { till } from "./till.js";
import { language, t } from "./words.js";

/** Version of the words `photo.kept` and `photo.compare`: count on when their meaning changes. */
const TEXT = "kiosk-1";

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
    return Boolean(till.camera.matching);
  }

  /** The question; nothing where this store compares no faces. `consent` hears the answer. */
  question() {
    if (!this.isAsked) return "";
    return checkbox({
      id: "photo-compare",
      label: t("photo.compare"),
      value: this.#compare,
      change: "consent",
    });
  }

  /** As it goes with the picture: by the words that were shown, in their language. */
  get header() {
    const purposes = this.#compare && this.isAsked ? "photo,match" : "photo";
    return `purposes=${purposes};text=${TEXT};lang=${language.current.code}`;
  }
}
