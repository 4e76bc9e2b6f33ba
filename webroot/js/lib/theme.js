const KEY = "tillwatch.theme";
const NEXT = { auto: "light", light: "dark", dark: "auto" };

/** auto follows the device; light and dark are this browser's own choice. */
export const theme = {
  get current() {
    return document.documentElement.dataset.theme ?? "auto";
  },

  restore() {
    this.choose(localStorage.getItem(KEY) ?? "auto");
  },

  next() {
    this.choose(NEXT[this.current]);
  },

  choose(name) {
    if (name === "light" || name === "dark") document.documentElement.dataset.theme = name;
    else delete document.documentElement.dataset.theme;
    localStorage.setItem(KEY, this.current);
  },
};
