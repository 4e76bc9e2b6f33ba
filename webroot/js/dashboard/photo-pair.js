import { html, icon } from "../lib/html.js";
import { View } from "../lib/view.js";
import { board } from "./board.js";

/**
 * The photos of a sale and its return. Nothing is fetched until somebody asks: every look at a face
 * is written to the audit trail. What was fetched is let go with the element.
 */
class PhotoPair extends View {
  #alert = null;
  #asked = false;
  #pictures = new Map();
  #problems = new Map();

  actions = {
    look: () => this.#look(),
  };

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
    const { photos } = this.#alert ?? {};
    if (!photos?.sale && !photos?.return)
      return html`<p class="soft">Neither transaction has a photo.</p>`;
    if (!this.#asked) {
      return html`<button type="button" class="button wide" data-click="look">${icon("eye")}Show the photos</button>
        <p class="hint">Each look is recorded with your name, the time and this alert.</p>`;
    }
    return html`<div class="photos">${this.#figure("sale", "The sale")}${this.#figure("return", this.#alert.transaction?.type === "SALE" ? "This sale" : "The return")}</div>`;
  }

  drawn() {
    for (const canvas of this.querySelectorAll("canvas")) {
      const picture = this.#pictures.get(canvas.dataset.of);
      if (!picture || canvas.drawnPicture === picture) continue;
      canvas.drawnPicture = picture;
      canvas.width = picture.width;
      canvas.height = picture.height;
      canvas.getContext("2d").drawImage(picture, 0, 0);
    }
  }

  #figure(of, caption) {
    const id = this.#alert.photos[of];
    const problem = this.#problems.get(of);
    const inside = !id
      ? html`<p>${icon("person")}No photo</p>`
      : problem
        ? html`<p role="alert">${icon("lost")}${problem}</p>`
        : this.#pictures.has(of)
          ? html`<canvas role="img" aria-label="Photo of ${caption.toLowerCase()}" data-of="${of}"></canvas>`
          : html`<span class="spinner"></span>`;
    return html`<figure data-key="${of}"><div class="frame">${inside}</div><figcaption>${caption}</figcaption></figure>`;
  }

  async #look() {
    this.#asked = true;
    this.update();
    const { photos } = this.#alert;
    await Promise.all(
      ["sale", "return"].filter((of) => photos[of]).map((of) => this.#fetch(of, photos[of])),
    );
    this.update();
  }

  async #fetch(of, id) {
    try {
      const why = encodeURIComponent(`alert ${this.#alert.id}`);
      const blob = await board.api.picture(`/photos/${encodeURIComponent(id)}?why=${why}`);
      this.#pictures.set(of, await createImageBitmap(blob));
    } catch (problem) {
      this.#problems.set(of, problem.message);
    }
  }
}

customElements.define("tw-photo-pair", PhotoPair);
