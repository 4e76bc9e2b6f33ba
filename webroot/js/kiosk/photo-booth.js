import { segments } from "../lib/fields.js";
import { flag, html, icon } from "../lib/html.js";
import { View } from "../lib/view.js";
import { BrowserCamera } from "./browser-camera.js";
import { hintFor } from "./photo-hints.js";
import { till } from "./till.js";

const SOURCES = {
  DEMO: { value: "DEMO", label: "Demo person", icon: "person" },
  BROWSER: { value: "BROWSER", label: "This device", icon: "camera" },
  LANE: { value: "LANE", label: "Lane camera", icon: "store" },
};

/** People turn and blink: so often a picture is taken before the person is asked to do something. */
const TRIES = 3;

/**
 * A dialog that takes one photo and says what the node saw in it. `take()` resolves to
 * {photoId, face, picture} or to null when the person goes on without. The camera is open only
 * while the dialog is.
 */
class PhotoBooth extends View {
  #camera = new BrowserCamera();
  #resolve = null;
  #source = null;
  #person = "";
  #busy = false;
  /** What the person can do better, while the next try is under way, or null. */
  #hint = null;
  #streaming = false;
  #photo = null;
  #trouble = null;

  actions = {
    source: (input) => this.#switchTo(input.value),
    person: (input) => (this.#person = input.value),
    retry: () => this.#switchTo(this.#source),
    shoot: () => this.#shoot(),
    retake: () => this.#switchTo(this.#source),
    use: () => this.#finish(this.#photo),
    cancel: () => this.#finish(null),
  };

  start() {
    this.undo(() => this.#finish(null));
  }

  take() {
    const dialog = this.querySelector("dialog");
    dialog.onclose = () => this.#finish(null);
    this.#person = till.draft.customerId || "Alex";
    dialog.showModal();
    this.#switchTo(this.#source ?? this.#sources()[0]);
    return new Promise((resolve) => (this.#resolve = resolve));
  }

  view() {
    return html`<dialog class="booth card" aria-labelledby="booth-title">
      <div class="spread">
        <h2 id="booth-title">Photo</h2>
        <button type="button" class="button quiet" data-click="cancel">${icon("close")}<span class="visually-hidden">Close without a photo</span></button>
      </div>
      ${this.#resolve ? this.#inside() : ""}
    </dialog>`;
  }

  drawn() {
    const canvas = this.querySelector("canvas.shot");
    if (canvas && this.#photo?.picture && canvas.picture !== this.#photo.picture) {
      canvas.picture = this.#photo.picture;
      drawOn(canvas, this.#photo.picture);
    }
  }

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
            legend: "Which camera",
            options: sources.map((name) => SOURCES[name]),
            value: this.#source,
            change: "source",
            hideLegend: true,
          })
        : ""
    }
      ${this.#photo ? this.#verdict() : this.#finder()}
      <p class="hint">The photo is kept with this transaction for as long as goods can be returned, and only staff who review returns may open it. You may go on without one.</p>`;
  }

  #finder() {
    return html`<div class="finder-frame" data-key="frame-${this.#source}">${this.#preview()}<p class="live-hint" role="status" data-key="hint">${this.#hint}</p></div>
      ${
        this.#trouble
          ? html`<div class="notice review" role="alert" data-key="trouble">${icon("alert")}<p>${this.#trouble}</p></div>
          <div class="row" data-key="ways">
            <button type="button" class="button grow" data-click="retry">Try again</button>
            <button type="button" class="button grow" data-click="cancel">Go on without a photo</button>
          </div>`
          : html`<button type="button" class="button primary wide" data-click="shoot" data-key="shoot" ${flag("disabled", this.#busy || !this.#ready())}>
            ${this.#busy ? html`<span class="spinner"></span>Hold still` : html`${icon("camera")}Take photo`}
          </button>`
      }`;
  }

  #preview() {
    if (this.#source === "BROWSER") {
      return html`<video data-key="video" playsinline muted aria-label="Live picture of the camera"></video>
        ${this.#streaming || this.#trouble ? "" : html`<span class="spinner"></span>`}`;
    }
    if (this.#source === "LANE")
      return html`<img class="preview" data-key="preview" src="${till.api.stream("/camera/preview")}" alt="Live picture of the lane's camera" />`;
    return html`<div class="demo-person">${icon("person")}
      <label for="demo-person">Name of the demo person</label>
      <input class="input" id="demo-person" value="${this.#person}" data-input="person" maxlength="40" autocomplete="off" />
      <p class="hint">The node draws a face for each name. No real person.</p></div>`;
  }

  #verdict() {
    const { face, picture } = this.#photo;
    const hint = hintFor(face);
    return html`<div class="finder-frame" data-key="shot">
        ${picture ? html`<canvas class="shot" role="img" aria-label="The photo that was taken"></canvas>` : html`<div class="demo-person">${icon(face.verified ? "check-circle" : "person")}</div>`}
      </div>
      <div class="notice ${face.verified ? "approve" : "review"}" role="status" data-key="verdict">
        ${icon(face.verified ? "check-circle" : "info")}
        <p><strong>${face.verified ? "That is a good photo." : hint}</strong></p>
      </div>
      <div class="row" data-key="verdict-keys">
        <button type="button" class="button grow ${face.verified ? "" : "primary"}" data-click="retake">${icon("return")}Retake</button>
        <button type="button" class="button grow ${face.verified ? "primary" : ""}" data-click="use">${face.verified ? "Use this photo" : "Use it anyway"}</button>
      </div>`;
  }

  #ready() {
    return this.#source !== "BROWSER" || this.#streaming;
  }

  async #switchTo(source) {
    this.#camera.close();
    this.#source = source;
    this.#photo = null;
    this.#trouble = null;
    this.#streaming = false;
    this.update();
    if (source !== "BROWSER") return;
    await Promise.resolve();
    try {
      await this.#camera.open(this.querySelector("video"), (error) => this.#lose(error));
      if (!this.#resolve) this.#camera.close();
      this.#streaming = true;
    } catch (error) {
      this.#trouble = BrowserCamera.words(error);
    }
    this.update();
  }

  #lose(error) {
    this.#streaming = false;
    this.#trouble = BrowserCamera.words(error);
    this.update();
  }

  async #shoot() {
    this.#busy = true;
    this.update();
    try {
      this.#photo = this.#source === "BROWSER" ? await this.#fromBrowser() : await this.#fromNode();
      this.#camera.close();
    } catch (problem) {
      this.#trouble = problem.message;
    }
    this.#busy = false;
    this.#hint = null;
    this.update();
  }

  /** The first good picture of a few tries, or the last one. */
  async #fromBrowser() {
    for (let tries = 1; ; tries += 1) {
      const picture = await this.#camera.capture();
      const seen = await till.api.upload(`/photos?lane=${encodeURIComponent(till.lane)}`, picture);
      if (seen.face.verified || tries === TRIES || !this.#streaming) return { ...seen, picture };
      this.#hint = hintFor(seen.face);
      this.update();
    }
  }

  #fromNode() {
    const demo = this.#source === "DEMO" ? { person: this.#person.trim() || "Alex" } : {};
    return till.api.post("/camera/captures", { laneId: till.lane, ...demo });
  }

  #finish(photo) {
    this.#camera.close();
    this.#streaming = false;
    this.#photo = null;
    this.#trouble = null;
    const resolve = this.#resolve;
    this.#resolve = null;
    this.querySelector("dialog")?.close();
    resolve?.(photo);
    if (this.isConnected) this.update();
  }
}

async function drawOn(canvas, picture) {
  const bitmap = await createImageBitmap(picture);
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  canvas.getContext("2d").drawImage(bitmap, 0, 0);
  bitmap.close();
}

customElements.define("tw-photo-booth", PhotoBooth);
