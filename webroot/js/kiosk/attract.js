// @ts-check
/** @import { Actions } from "../types.js" */

import { html, icon } from "../lib/html.js";
import { View } from "../lib/view.js";
import { till } from "./till.js";
import { language, t } from "./words.js";

/** What the kiosk shows while nobody is there: a welcome in each language, which begins a visit. */
class Attract extends View {
  /** @type {Actions} */
  actions = { begin: (button) => till.begin(button.value) };

  start() {
    this.listen(till, "change", () => this.update());
  }

  view() {
    return html`<section class="attract">
      <div class="brand"><img src="/icon.svg" alt="" />${till.storeName}</div>
      <h1 class="visually-hidden">${t("attract.title")}</h1>
      <ul class="languages">${language.all.map(choice)}</ul>
      <p class="hint">${icon("receipt")}${t("attract.hint")}</p>
    </section>`;
  }
}

/** @param {typeof language.all[number]} one */
function choice({ code, name, dir, words }) {
  return html`<li><button type="button" class="button" lang="${code}" dir="${dir}"
    value="${code}" data-click="begin">
    <span class="welcome">${words["attract.title"]}</span><span class="soft">${name}</span>
  </button></li>`;
}

customElements.define("tw-attract", Attract);
