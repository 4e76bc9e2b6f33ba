// @ts-check
/** @import { Actions } from "../types.js" */

import { wordsOf } from "../lib/api.js";
import { html, icon } from "../lib/html.js";
import { segments } from "../lib/fields.js";
import { View } from "../lib/view.js";
import "../lib/sign-in.js";
import "../lib/theme-button.js";
import { till } from "./till.js";
import "./catalogue.js";
import "./basket.js";
import "./return-desk.js";
import "./outcome.js";
import "./lane-settings.js";
import "./scan-note.js";

const MODES = [
  { value: "SALE", label: "Sale", icon: "cart" },
  { value: "RETURN", label: "Return", icon: "return" },
];

/** The whole kiosk: its frame, and the one thing that fills the screen. */
class Kiosk extends View {
  /** @type {Actions} */
  actions = {
    mode: (input) => till.setMode(input.value),
    reload: () => till.load(),
    stop: () => till.submission.stop(),
    sendAgain: () => till.sendAgain(),
    giveUp: () => till.giveUp(),
    settings: () => this.one("tw-lane-settings").open(),
  };

  start() {
    this.listen(till, "change", () => this.update());
  }

  view() {
    if (till.session.state === "CHECKING") return wait("Starting");
    if (till.session.state === "SIGNED_OUT") return html`<tw-sign-in></tw-sign-in>`;
    return html`${header()}${this.#lostFeed()}
      <main class="stage" data-key="stage">${this.#stage()}</main>
      <tw-scan-note></tw-scan-note>
      <tw-lane-settings></tw-lane-settings>`;
  }

  drawn() {
    const signIn = this.querySelector("tw-sign-in");
    if (signIn && !signIn.session) {
      Object.assign(signIn, {
        session: till.session,
        heading: "Sign in to this kiosk",
        keyRole: "kiosk",
      });
      signIn.update();
    }
  }

  #stage() {
    if (till.stage === "LOADING") return wait("Loading the catalogue");
    if (till.stage === "FAILED") return failed();
    if (till.stage === "SENDING") return sending();
    if (till.stage === "UNSURE") return unsure();
    if (till.stage === "OUTCOME") return html`<tw-outcome data-key="outcome"></tw-outcome>`;
    if (till.draft.type === "RETURN")
      return html`<tw-return-desk data-key="return"></tw-return-desk>`;
    return html`<div class="desk" data-key="sale">
      <tw-catalogue></tw-catalogue>
      <tw-basket></tw-basket>
    </div>`;
  }

  #lostFeed() {
    if (till.feed?.state !== "LOST") return "";
    return html`<p class="banner" role="status" data-key="lost">${icon("lost")}Live feed lost,
      retrying. You can go on working.</p>`;
  }
}

function header() {
  const busy = till.stage !== "WORK" && till.stage !== "OUTCOME";
  return html`<header class="top" data-key="top">
    <div class="brand">
      <img src="/icon.svg" alt="" /><span class="brand-name">Tillwatch</span>
    </div>
    <p class="place">
      <strong>${till.storeName}</strong><span class="soft">Lane ${till.lane}</span>
    </p>
    <div class="modes" ${busy ? html`inert` : ""}>
      ${segments({
        name: "mode",
        legend: "What to do",
        options: MODES,
        value: till.draft.type,
        change: "mode",
        hideLegend: true,
      })}
    </div>
    <div class="tools">
      <tw-theme-button></tw-theme-button>
      <button type="button" class="button quiet" data-click="settings" title="Lane and cashier">
        ${icon("person")}<span class="visually-hidden">Lane and cashier</span>
      </button>
    </div>
  </header>`;
}

/** @param {string} words */
const wait = (words) =>
  html`<div class="waiting" role="status" data-key="wait">
    <span class="spinner"></span><p>${words}</p>
  </div>`;

function failed() {
  return html`<section class="message" data-key="failed">
    ${icon("lost", "huge")}
    <h1>The kiosk could not start</h1>
    <p>${wordsOf(till.problem)}</p>
    <button type="button" class="button primary" data-click="reload">Try again</button>
  </section>`;
}

const NOT_YET = "The store's node has not answered yet. Nothing is charged or refunded twice.";
const STOP = html`<button type="button" class="button" data-click="stop">Stop trying</button>`;

function sending() {
  const { tries } = till.submission;
  return html`<section class="message" role="status" data-key="sending">
    <span class="spinner huge"></span>
    <h1>${tries > 0 ? "Still trying" : "One moment, please"}</h1>
    <p class="soft">${tries > 0 ? NOT_YET : "Your transaction is being recorded."}</p>
    ${tries > 0 ? STOP : ""}
  </section>`;
}

function unsure() {
  return html`<section class="message" role="alert" data-key="unsure">
    ${icon("clock", "huge")}
    <h1>We do not know yet whether this went through</h1>
    <p>${till.problem ? wordsOf(till.problem) : ""}</p>
    <p class="soft">Try again sends the same transaction: it is recorded once, however often it is
      sent.</p>
    <div class="row">
      <button type="button" class="button primary" data-click="sendAgain">Try again</button>
      <button type="button" class="button danger" data-click="giveUp">
        Leave it; an associate checks
      </button>
    </div>
  </section>`;
}

customElements.define("tw-kiosk", Kiosk);
