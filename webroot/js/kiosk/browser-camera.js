// @ts-check
import { wordsOf } from "../lib/api.js";
import { known, t } from "./words.js";

/** @type {MediaStreamConstraints} */
const WANTED = {
  video: { width: { ideal: 1280 }, height: { ideal: 720 }, facingMode: "user" },
  audio: false,
};
/** Large enough for a face two metres away, small enough to be looked at eight times a second. */
const LONGEST_SIDE = 960;
const QUALITY = 0.9;
/** A camera that gives no frame for so long is gone. */
const STALL_MS = 3_000;

/** The camera of the device that shows this page, while it is open. */
export class BrowserCamera {
  /** @type {MediaStream | null} */
  #stream = null;
  /** @type {HTMLVideoElement | null} */
  #video = null;
  #canvas = document.createElement("canvas");

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
   * The next frame that the camera gives, as JPEG.
   *
   * @returns {Promise<Blob>}
   */
  async frame() {
    const video = this.#video;
    if (!video || !this.#stream) throw named("ENDED");
    await nextFrame(video);
    const scale = Math.min(1, LONGEST_SIDE / Math.max(video.videoWidth, video.videoHeight));
    const canvas = this.#canvas;
    canvas.width = Math.round(video.videoWidth * scale);
    canvas.height = Math.round(video.videoHeight * scale);
    canvas.getContext("2d")?.drawImage(video, 0, 0, canvas.width, canvas.height);
    return new Promise((resolve, reject) => {
      const take = (/** @type {Blob | null} */ blob) =>
        blob ? resolve(blob) : reject(new Error("it gave no picture"));
      canvas.toBlob(take, "image/jpeg", QUALITY);
    });
  }

  /** Switches the camera and its light off. */
  close() {
    for (const track of this.#stream?.getTracks() ?? []) track.stop();
    if (this.#video) this.#video.srcObject = null;
    this.#stream = null;
    // nobody's face stays behind
    this.#canvas.width = 0;
  }
}

/** @param {"INSECURE" | "ENDED" | "STALLED"} name */
const named = (name) => Object.assign(new Error(name.toLowerCase()), { name });

/**
 * Resolves with the next new frame: the same one twice would pass for a still picture.
 *
 * @param {HTMLVideoElement} video
 */
function nextFrame(video) {
  return new Promise((resolve, reject) => {
    const stalled = setTimeout(() => reject(named("STALLED")), STALL_MS);
    video.requestVideoFrameCallback((now) => {
      clearTimeout(stalled);
      resolve(now);
    });
  });
}
