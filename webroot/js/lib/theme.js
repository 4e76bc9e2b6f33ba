// @ts-check
/** @typedef {"auto" | "light" | "dark"} ThemeName */

const KEY = "tillwatch.theme";
/** @type {Record<ThemeName, ThemeName>} */
const NEXT = { auto: "light", light: "dark", dark: "auto" };

/** @type {Record<ThemeName, string>} */
const ICONS = { auto: "contrast", light: "sun", dark: "moon" };

/** auto follows the device; light and dark are this browser's own choice. */
export const theme = {
  get current() {
    return /** @type {ThemeName} */ (document.documentElement.dataset.theme ?? "auto");
  },

  get icon() {
    return ICONS[this.current];
  },

  restore() {
    this.choose(localStorage.getItem(KEY) ?? "auto");
  },

  next() {
    this.choose(NEXT[this.current]);
  },

  /** @param {string} name */
  choose(name) {
    if (name === "light" || name === "dark") document.documentElement.dataset.theme = name;
    else delete document.documentElement.dataset.theme;
    localStorage.setItem(KEY, this.current);
  },
};
