const WANTED = {
  video: { width: { ideal: 1280 }, height: { ideal: 720 }, facingMode: "user" },
  audio: false,
};
const LONGEST_SIDE = 1280;
const BURST = 6;
const BURST_PAUSE_MS = 90;

const WORDS = {
  INSECURE:
    "Browsers give a camera only to pages on HTTPS or on this machine (localhost). Open the kiosk that way, or go on without a photo.",
  NotAllowedError:
    "The browser was not allowed to use the camera. Allow it beside the address, then try again.",
  NotFoundError: "No camera is connected to this device.",
  OverconstrainedError: "No camera is connected to this device.",
  NotReadableError: "The camera is in use by another program. Close that program, then try again.",
  ENDED: "The camera was disconnected. Plug it in, then try again.",
};

/** The camera of the device that shows this page, while it is open. */
export class BrowserCamera {
  #stream = null;
  #video = null;

  static get allowed() {
    return Boolean(navigator.mediaDevices?.getUserMedia);
  }

  /** Why it does not work, in plain words, by the name of what went wrong. */
  static words(error) {
    return WORDS[error.name] ?? `The camera does not work: ${error.message}`;
  }

  /** Shows the live picture in the video element; `lost` is called when the device goes away. */
  async open(video, lost) {
    if (!BrowserCamera.allowed) throw Object.assign(new Error("insecure"), { name: "INSECURE" });
    const stream = await navigator.mediaDevices.getUserMedia(WANTED);
    this.close();
    this.#stream = stream;
    this.#video = video;
    stream
      .getVideoTracks()[0]
      .addEventListener("ended", () => lost(Object.assign(new Error("ended"), { name: "ENDED" })));
    video.srcObject = stream;
    await video.play();
  }

  /** The sharpest of a short burst, as JPEG: hands and heads move. */
  async capture() {
    let best = null;
    for (let shot = 0; shot < BURST; shot += 1) {
      const canvas = frameOf(this.#video);
      const sharpness = sharpnessOf(canvas);
      if (!best || sharpness > best.sharpness) best = { canvas, sharpness };
      await new Promise((resolve) => setTimeout(resolve, BURST_PAUSE_MS));
    }
    return new Promise((resolve) => best.canvas.toBlob(resolve, "image/jpeg", 0.92));
  }

  /** Switches the camera and its light off. */
  close() {
    for (const track of this.#stream?.getTracks() ?? []) track.stop();
    if (this.#video) this.#video.srcObject = null;
    this.#stream = null;
  }
}

function frameOf(video) {
  const scale = Math.min(1, LONGEST_SIDE / Math.max(video.videoWidth, video.videoHeight));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(video.videoWidth * scale);
  canvas.height = Math.round(video.videoHeight * scale);
  canvas.getContext("2d").drawImage(video, 0, 0, canvas.width, canvas.height);
  return canvas;
}

/** Variance of the Laplacian of the middle of the picture, made small: higher is sharper. */
function sharpnessOf(canvas) {
  const size = 96;
  const small = new OffscreenCanvas(size, size);
  const context = small.getContext("2d", { willReadFrequently: true });
  const { width, height } = canvas;
  context.drawImage(canvas, width / 4, height / 8, width / 2, (height * 3) / 4, 0, 0, size, size);
  const { data } = context.getImageData(0, 0, size, size);
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
