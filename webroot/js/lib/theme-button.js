// @ts-check
import { html, icon } from "./html.js";
import { theme } from "./theme.js";
import { View } from "./view.js";

/** Turns through automatic, light and dark. */
class ThemeButton extends View {
  /** @type {import("../types.js").Actions} */
  actions = {
    next: () => {
      theme.next();
      this.update();
    },
  };

  view() {
    const label = `Colours: ${theme.current === "auto" ? "automatic" : theme.current}`;
    return html`<button type="button" class="button quiet" data-click="next" title="${label}">
      ${icon(theme.icon)}<span class="visually-hidden">${label}. Change</span>
    </button>`;
  }
}

customElements.define("tw-theme-button", ThemeButton);
