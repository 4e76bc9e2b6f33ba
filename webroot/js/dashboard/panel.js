// @ts-check
import { inNextFrame } from "../lib/frames.js";
import { View } from "../lib/view.js";

/**
 * A part of the dashboard. The node may tell more in a second than a screen can show, so a panel
 * draws with the screen's frames, once each, whatever came in between.
 */
export class Panel extends View {
  update() {
    inNextFrame(this.#draw);
  }

  #draw = () => this.draw();
}
