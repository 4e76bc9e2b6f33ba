// @ts-check
import { wordsOf } from "../lib/api.js";
import { known, t } from "./words.js";

/** @type {MediaStreamConstraints} */
const WANTED = {
  video: { width: { ideal: 1280 }, height: { ideal: 720 }, facingMode: "user" },
  audio: false,
};
const LONGEST_SIDE = 1280;
const BURST = 6;
const BURST_PAUSE_MS = 90;

/** The camera of the device that shows this page, while it is open. */
export class BrowserCamera {
  /** @type {MediaStream | null} */
  #stream = null;
  /** @type {HTMLVideoElement | null} */
  #video = null;

  static get allowed() {
    return Boolean(navigator.mediaDevices?.getUserMedia);
  }

  /**
   * Why it does not work, in plain words, by the name of what went wrong.
   *
   * @param {unknown} error
   */
  static words(error) {
    const key = error instanceof Error ? `camera.${error.name}` : "";
    return known(key) ? t(key) : t("camera.broken", { why: wordsOf(error) });
  }

  /**
   * Shows the live picture in the video element.
   *
   * @param {HTMLVideoElement} video
   * @param {(error: Error) => void} lost is called when the device goes away
   */
  async open(video, lost) {
    if (!BrowserCamera.allowed) throw named("INSECURE");
    const stream = await navigator.mediaDevices.getUserMedia(WANTED);
    this.close();
    this.#stream = stream;
    this.#video = video;
    stream.getVideoTracks()[0].addEventListener("ended", () => lost(named("ENDED")));
    video.srcObject = stream;
    await video.play();
  }

  /**
   * The sharpest of a short burst, as JPEG: hands and heads move.
   *
   * @returns {Promise<Blob>}
   */
  async capture() {
    const video = this.#video;
    if (!video) throw new Error("it is not open");
    let best = frameOf(video);
    for (let shot = 1; shot < BURST; shot += 1) {
      await new Promise((resolve) => setTimeout(resolve, BURST_PAUSE_MS));
      const next = frameOf(video);
      if (next.sharpness > best.sharpness) best = next;
    }
    return new Promise((resolve, reject) => {
      const take = (/** @type {Blob | null} */ blob) =>
        blob ? resolve(blob) : reject(new Error("it gave no picture"));
      best.canvas.toBlob(take, "image/jpeg", 0.92);
    });
  }

  /** Switches the camera and its light off. */
  close() {
    for (const track of this.#stream?.getTracks() ?? []) track.stop();
    if (this.#video) this.#video.srcObject = null;
    this.#stream = null;
  }
}

/** @param {"INSECURE" | "ENDED"} name */
const named = (name) => Object.assign(new Error(name.toLowerCase()), { name });

/** @param {HTMLVideoElement} video */
function frameOf(video) {
  const scale = Math.min(1, LONGEST_SIDE / Math.max(video.videoWidth, video.videoHeight));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(video.videoWidth * scale);
  canvas.height = Math.round(video.videoHeight * scale);
  canvas.getContext("2d")?.drawImage(video, 0, 0, canvas.width, canvas.height);
  return { canvas, sharpness: sharpnessOf(canvas) };
}

/**
 * Variance of the Laplacian of the middle of the picture, made small: higher is sharper.
 *
 * @param {HTMLCanvasElement} canvas
 */
function sharpnessOf(canvas) {
  const size = 96;
  const small = new OffscreenCanvas(size, size);
  const context = small.getContext("2d", { willReadFrequently: true });
  if (!context) return 0;
  const { width, height } = canvas;
  context.drawImage(canvas, width / 4, height / 8, width / 2, (height * 3) / 4, 0, 0, size, size);
  const { data } = context.getImageData(0, 0, size, size);
  /** @type {(x: number, y: number) => number} */
  const grey = (x, y) => data[4 * (y * size + x) + 1];
  let sum = 0;
  let squares = 0;
  for (let y = 1; y < size - 1; y += 1) {
    for (let x = 1; x < size - 1; x += 1) {
      const edge =
        4 * grey(x, y) - grey(x - 1, y) - grey(x + 1, y) - grey(x, y - 1) - grey(x, y + 1);
      sum += edge;
      squares += edge * edge;
    }
  }
  const pixels = (size - 2) ** 2;
  return squares / pixels - (sum / pixels) ** 2;
}
