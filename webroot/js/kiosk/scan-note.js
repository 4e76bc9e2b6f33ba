// @ts-check
import { html, icon } from "../lib/html.js";
import { View } from "../lib/view.js";
import { scanHandler } from "./scan-handler.js";
import { Scanner } from "./scanner.js";

const SHOWN_MS = 5_000;
const ICONS = { approve: "check-circle", review: "info" };

/** Hears the scanner while it is in the page, and says for some seconds what came of a scan. */
class ScanNote extends View {
  /** @type {number | undefined} */
  #timer;

  start() {
    new Scanner((scan) => scanHandler.hear(scan)).listen(this.stay);
    this.listen(scanHandler, "change", () => this.#show());
    this.undo(() => clearTimeout(this.#timer));
  }

  #show() {
    clearTimeout(this.#timer);
    if (scanHandler.note) this.#timer = setTimeout(() => scanHandler.silence(), SHOWN_MS);
    this.update();
  }

  /** The live region is there before its words, so that they are read out. */
  view() {
    const { note } = scanHandler;
    return html`<p role="status" class="visually-hidden">${note?.words}</p>
      <div popover="manual" aria-hidden="true">${
        note &&
        html`<p class="notice ${note.kind}">${icon(ICONS[note.kind])}<span>${note.words}</span></p>`
      }</div>`;
  }

  /** A popover that is shown anew lies above a dialog that was opened since. */
  drawn() {
    const popover = this.one("div");
    if (popover.matches(":popover-open")) popover.hidePopover();
    if (scanHandler.note) popover.showPopover();
  }
}

customElements.define("tw-scan-note", ScanNote);
