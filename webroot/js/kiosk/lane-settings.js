// @ts-check
/** @import { Actions } from "../types.js" */

import { textField } from "../lib/fields.js";
import { html, icon } from "../lib/html.js";
import { theme } from "../lib/theme.js";
import { View } from "../lib/view.js";
import { till } from "./till.js";
import { t } from "./words.js";

/**
 * A dialog for who works at which lane; both are kept in this browser. Whoever signs the kiosk in
 * sets it up; once it has served somebody, a change needs a PIN. Colours are anybody's.
 */
export class LaneSettings extends View {
  #lane = "";
  #cashier = "";
  /** Whether a PIN unlocked it. */
  #unlocked = false;

  /** @type {Actions} */
  actions = {
    ...till.staff.actions,
    lane: (input) => {
      this.#lane = input.value;
    },
    cashier: (input) => {
      this.#cashier = input.value;
    },
    submit: () => (this.#isOpen() ? this.#save() : this.#unlock()),
    colours: () => {
      theme.next();
      this.update();
    },
    close: () => this.one("dialog").close(),
    signOut: () => till.session.signOut(),
  };

  start() {
    this.undo(() => this.#lock());
  }

  open() {
    this.#lane = till.lane;
    this.#cashier = till.cashier;
    this.update();
    const dialog = this.one("dialog");
    dialog.onclose = () => this.#lock();
    dialog.showModal();
  }

  view() {
    return html`<dialog class="settings card" aria-labelledby="settings-title">
      <form data-submit="submit" class="stack" novalidate>
        <div class="spread">
          <h2 id="settings-title">${t("settings.title")}</h2>
          <button type="button" class="button quiet" data-click="close">
            ${icon("close")}<span class="visually-hidden">${t("app.close")}</span>
          </button>
        </div>
        ${this.#isOpen() ? this.#fields() : this.#pin()}
        <button type="button" class="button wide" data-click="colours" data-key="colours">
          ${icon(theme.icon)}${t(`settings.${theme.current}`)}
        </button>
        ${this.#isOpen() ? SIGN_OUT() : ""}
      </form>
    </dialog>`;
  }

  #isOpen() {
    return this.#unlocked || till.settings.settingUp;
  }

  #fields() {
    return html`${textField({
      id: "lane",
      label: t("settings.lane"),
      value: this.#lane,
      input: "lane",
    })}${textField({
      id: "cashier",
      label: t("settings.cashier"),
      optional: t("app.optional"),
      value: this.#cashier,
      input: "cashier",
    })}
      <button type="submit" class="button primary wide" data-key="save">
        ${t("settings.save")}</button>`;
  }

  /** What stands here now, to read, and how to change it. */
  #pin() {
    return html`<p data-key="now">${t("top.lane", { lane: till.lane })}${
      till.cashier && ` · ${till.cashier}`
    }</p>
      <p class="hint" data-key="who">${t("settings.staffOnly")}</p>
      ${till.staff.fields("settings")}
      <button type="submit" class="button primary wide" data-key="unlock">
        ${icon("key")}${t("settings.change")}</button>`;
  }

  async #unlock() {
    this.#unlocked = await till.staff.unlock();
    // whoever closed it meanwhile leaves nothing open
    if (this.#unlocked && !this.querySelector("dialog")?.open) this.#lock();
    this.update();
  }

  #save() {
    till.setLane(this.#lane.trim() || till.lane, this.#cashier.trim());
    this.one("dialog").close();
  }

  #lock() {
    till.staff.forget();
    if (!this.#unlocked) return;
    this.#unlocked = false;
    till.staff.lock();
    if (this.isConnected) this.update();
  }
}

const SIGN_OUT = () => html`<button type="button" class="button quiet wide" data-key="out"
  data-click="signOut">${icon("out")}${t("settings.signOut")}</button>`;

customElements.define("tw-lane-settings", LaneSettings);
