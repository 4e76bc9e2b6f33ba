// @ts-check

/** Of the 16 ms of a frame: the rest is the browser's, for style, layout and paint. */
const BUDGET_MS = 8;

/** @type {Set<() => void>} */
const waiting = new Set();
/**
 * Those that draw nothing.
 *
 * @type {WeakSet<() => void>}
 */
const notes = new WeakSet();
let asked = false;

/**
 * Draws with the next frame of the screen. However often it is asked for meanwhile, it draws once.
 * What does not fit into this frame has its turn in the next one, in the order of asking. A page
 * that nobody sees draws nothing until it is seen again, and then draws the newest state.
 *
 * @param {() => void} draw always the same function for the same thing
 */
export function inNextFrame(draw) {
  waiting.add(draw);
  ask();
}

/**
 * Takes note of the frame in which everything was drawn that was asked for before.
 *
 * @param {() => void} note takes next to no time
 */
export function withThatFrame(note) {
  notes.add(note);
  inNextFrame(note);
}

function ask() {
  if (asked) return;
  asked = true;
  requestAnimationFrame(run);
}

function run() {
  asked = false;
  const end = performance.now() + BUDGET_MS;
  for (const draw of [...waiting]) {
    if (performance.now() > end && !notes.has(draw)) break;
    waiting.delete(draw);
    draw();
  }
  if (waiting.size > 0) ask();
}
