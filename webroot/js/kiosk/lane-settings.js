// @ts-check
/** @import { Actions } from "../types.js" */

import { textField } from "../lib/fields.js";
import { html, icon } from "../lib/html.js";
import { theme } from "../lib/theme.js";
import { View } from "../lib/view.js";
import { till } from "./till.js";
import { t } from "./words.js";

/** A dialog for who works at which lane; both are kept in this browser. */
export class LaneSettings extends View {
  #lane = "";
  #cashier = "";

  /** @type {Actions} */
  actions = {
    lane: (input) => {
      this.#lane = input.value;
    },
    cashier: (input) => {
      this.#cashier = input.value;
    },
    save: () => {
      till.setLane(this.#lane.trim() || till.lane, this.#cashier.trim());
      this.one("dialog").close();
    },
    colours: () => {
      theme.next();
      this.update();
    },
    close: () => this.one("dialog").close(),
    signOut: () => till.session.signOut(),
  };

  open() {
    this.#lane = till.lane;
    this.#cashier = till.cashier;
    this.update();
    this.one("dialog").showModal();
  }

  view() {
    return html`<dialog class="settings card" aria-labelledby="settings-title">
      <form data-submit="save" class="stack" novalidate>
        <div class="spread">
          <h2 id="settings-title">${t("settings.title")}</h2>
          <button type="button" class="button quiet" data-click="close">
            ${icon("close")}<span class="visually-hidden">${t("app.close")}</span>
          </button>
        </div>
        ${textField({ id: "lane", label: t("settings.lane"), value: this.#lane, input: "lane" })}
        ${textField({
          id: "cashier",
          label: t("settings.cashier"),
          optional: t("app.optional"),
          value: this.#cashier,
          input: "cashier",
        })}
        <button type="submit" class="button primary wide">${t("settings.save")}</button>
        <button type="button" class="button wide" data-click="colours">
          ${icon(theme.icon)}${t(`settings.${theme.current}`)}
        </button>
        <button type="button" class="button quiet wide" data-click="signOut">
          ${icon("out")}${t("settings.signOut")}
        </button>
      </form>
    </dialog>`;
  }
}

customElements.define("tw-lane-settings", LaneSettings);
