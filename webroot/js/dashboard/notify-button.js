// @ts-check
/** @import { Actions } from "../types.js" */

import { count } from "../lib/format.js";
import { html, icon } from "../lib/html.js";
import { board } from "./board.js";
import { Panel } from "./panel.js";

const KEY = "tillwatch.notify";
const EVERY_MS = 30_000;

/**
 * Messages of this browser about new alerts, where somebody asked for them: only while the page is
 * hidden, and no more than how many there are. A lock screen is read by whoever passes.
 */
class NotifyButton extends Panel {
  #new = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @type {Actions} */
  actions = {
    turn: async () => {
      const wanted = !isOn();
      const answer = wanted ? await Notification.requestPermission() : "default";
      localStorage.setItem(KEY, wanted && answer === "granted" ? "on" : "off");
      this.update();
    },
  };

  start() {
    this.listen(board, "news", () => this.#hear());
    this.listen(document, "visibilitychange", () => {
      this.#new = 0;
    });
    this.undo(() => clearTimeout(this.#timer));
  }

  view() {
    // browsers show messages only of pages that nobody can have changed on the way
    if (!("Notification" in window) || !isSecureContext) return html``;
    const refused = Notification.permission === "denied";
    const state = isOn() ? "on" : "off";
    const label = `Messages about new alerts while this page is hidden: ${
      refused ? "blocked in this browser's settings" : state
    }`;
    return html`<button type="button" class="button quiet" data-click="turn" title="${label}"
      aria-pressed="${String(isOn())}">${icon(isOn() ? "bell" : "bell-off")}<span
      class="visually-hidden">${label}</span></button>`;
  }

  #hear() {
    if (!document.hidden || !isOn()) return;
    this.#new++;
    if (!this.#timer) this.#tell();
  }

  #tell() {
    this.#timer = undefined;
    if (this.#new === 0 || !document.hidden) return;
    const many = this.#new === 1 ? "A new alert" : `${count(this.#new)} new alerts`;
    const message = new Notification("Tillwatch", { body: many, tag: "tillwatch-alerts" });
    message.onclick = () => {
      window.focus();
      message.close();
    };
    this.#new = 0;
    this.#timer = setTimeout(() => this.#tell(), EVERY_MS);
  }
}

const isOn = () => localStorage.getItem(KEY) === "on" && Notification.permission === "granted";

customElements.define("tw-notify-button", NotifyButton);
