// @ts-check
/** @import { Actions } from "../types.js" */

import { flag, html, icon } from "../lib/html.js";
import { when } from "../lib/format.js";
import { segments } from "../lib/fields.js";
import { View } from "../lib/view.js";
import "../lib/sign-in.js";
import { problemWords } from "./problems.js";
import { till } from "./till.js";
import { language, t } from "./words.js";
import "./attract.js";
import "./catalogue.js";
import "./basket.js";
import "./idle-watch.js";
import "./return-desk.js";
import "./outcome.js";
import "./lane-settings.js";
import "./scan-note.js";

/** The whole kiosk: its frame, and the one thing that fills the screen. */
class Kiosk extends View {
  /** @type {Actions} */
  actions = {
    mode: (input) => till.setMode(input.value),
    language: (select) => language.choose(select.value),
    reload: () => till.load(),
    stop: () => till.submission.stop(),
    sendAgain: () => till.sendAgain(),
    giveUp: () => till.giveUp(),
    settings: () => this.one("tw-lane-settings").open(),
  };

  start() {
    this.listen(till, "change", () => this.update());
    this.listen(this, "focusin", bringIntoSight);
  }

  view() {
    if (till.session.state === "CHECKING") return wait(t("app.starting"));
    if (till.session.state === "SIGNED_OUT") {
      if (till.session.unreachable) return wait(t("problem.UNREACHABLE"));
      return html`<tw-sign-in></tw-sign-in>`;
    }
    const attracting = till.stage === "ATTRACT";
    return html`${attracting ? "" : header()}${linkBanner()}
      <main class="stage" data-key="${attracting ? "welcome" : "stage"}">${this.#stage()}</main>
      <tw-scan-note data-key="scan"></tw-scan-note>
      <tw-idle-watch data-key="idle"></tw-idle-watch>
      ${attracting ? "" : html`<tw-lane-settings data-key="settings"></tw-lane-settings>`}`;
  }

  drawn() {
    this.querySelector("tw-sign-in")?.use(till.session, "Sign in to this kiosk", "kiosk");
  }

  #stage() {
    if (till.stage === "LOADING") return wait(t("app.loading"));
    if (till.stage === "FAILED") return failed();
    if (till.stage === "ATTRACT") return html`<tw-attract data-key="attract"></tw-attract>`;
    if (till.stage === "SENDING") return sending();
    if (till.stage === "UNSURE") return unsure();
    if (till.stage === "OUTCOME") return html`<tw-outcome data-key="outcome"></tw-outcome>`;
    if (till.draft.type === "RETURN")
      return html`<tw-return-desk data-key="return"></tw-return-desk>`;
    return html`<div class="desk" data-key="sale">
      <tw-catalogue data-key="catalogue"></tw-catalogue>
      <tw-basket data-key="pane"></tw-basket>
    </div>`;
  }
}

/**
 * A finger that touches what is seen of a field brings all of it into sight.
 *
 * @param {FocusEvent} event
 */
function bringIntoSight({ target }) {
  const field = /** @type {Element} */ (target);
  if (field.matches(".pane-body .input")) field.scrollIntoView({ block: "nearest" });
}

/** Whether the node answers, and whether the till can go on: never that it can when it cannot. */
function linkBanner() {
  const { state, since } = till.link;
  if (state === "UP" && till.feed?.state !== "LOST") return "";
  const time = when(since.toISOString());
  const what = {
    UP: t("link.late"),
    LOST: t("link.lost", { time }),
    NOT_READY: t("link.notReady", { time }),
  };
  const soWhat = till.submission.pending ? t("link.waits") : t("link.cannotPay");
  return html`<div class="banner" role="status" data-key="link">${icon("lost")}
    <p><strong>${what[state]}</strong> ${state === "UP" ? "" : soWhat}</p></div>`;
}

function header() {
  return html`<header class="top" data-key="top">
    <div class="brand">
      <img src="/icon.svg" alt="" /><span class="brand-name">Tillwatch</span>
    </div>
    <p class="place">
      <strong>${till.storeName}</strong>
      <span class="soft">${t("top.lane", { lane: till.lane })}</span>
    </p>
    <div class="modes" ${flag("inert", !till.isYourTurn)}>
      ${segments({
        name: "mode",
        legend: t("top.what"),
        options: [
          { value: "SALE", label: t("top.sale"), icon: "cart" },
          { value: "RETURN", label: t("top.return"), icon: "return" },
        ],
        value: till.draft.type,
        change: "mode",
        hideLegend: true,
      })}
    </div>
    <div class="tools">
      <select class="input language" aria-label="${t("top.language")}" data-change="language">
        ${language.all.map(
          ({ code, name }) => html`<option value="${code}" lang="${code}"
            ${flag("selected", code === language.current.code)}>${name}</option>`,
        )}
      </select>
      <button type="button" class="button quiet" data-click="settings" title="${t("top.settings")}">
        ${icon("person")}<span class="visually-hidden">${t("top.settings")}</span>
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
    <h1>${t("app.failed")}</h1>
    <p>${problemWords(till.problem)}</p>
    <button type="button" class="button primary" data-click="reload">${t("app.tryAgain")}</button>
  </section>`;
}

function sending() {
  const again = till.submission.tries > 0;
  return html`<section class="message" role="status" data-key="sending">
    <span class="spinner huge"></span>
    <h1>${again ? t("send.stillTrying") : t("send.title")}</h1>
    <p class="soft">${again ? t("send.notYet") : t("send.words")}</p>
    <button type="button" class="button" data-click="stop">${t("send.stop")}</button>
  </section>`;
}

function unsure() {
  return html`<section class="message" role="alert" data-key="unsure">
    ${icon("clock", "huge")}
    <h1>${t("unsure.title")}</h1>
    <p>${till.problem ? problemWords(till.problem) : ""}</p>
    <p class="soft">${t("unsure.words")}</p>
    <div class="row">
      <button type="button" class="button primary" data-click="sendAgain">
        ${t("unsure.again")}
      </button>
      <button type="button" class="button danger" data-click="giveUp">${t("unsure.leave")}</button>
    </div>
  </section>`;
}

customElements.define("tw-kiosk", Kiosk);
