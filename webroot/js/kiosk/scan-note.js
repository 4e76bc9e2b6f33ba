// @ts-check
import { html, icon } from "../lib/html.js";
import { View } from "../lib/view.js";
import { scanDesk } from "./scan-desk.js";
import { Scanner } from "./scanner.js";

const SHOWN_MS = 5_000;
const ICONS = { approve: "check-circle", review: "info" };

/** Hears the scanner while it is in the page, and says for some seconds what came of a scan. */
class ScanNote extends View {
  /** @type {number | undefined} */
  #timer;

  start() {
    new Scanner((scan) => scanDesk.hear(scan)).listen(this.stay);
    this.listen(scanDesk, "change", () => this.#show());
    this.undo(() => clearTimeout(this.#timer));
  }

  #show() {
    clearTimeout(this.#timer);
    if (scanDesk.note) this.#timer = setTimeout(() => scanDesk.silence(), SHOWN_MS);
    this.update();
  }

  /** The live region is there before its words, so that they are read out. */
  view() {
    const { note } = scanDesk;
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
    if (scanDesk.note) popover.showPopover();
  }
}

customElements.define("tw-scan-note", ScanNote);
