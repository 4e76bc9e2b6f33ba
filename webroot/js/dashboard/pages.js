// @ts-check
/** @import { Markup } from "../lib/html.js" */

import { html } from "../lib/html.js";

/**
 * A page of the dashboard. What it needs is loaded when it is first visited.
 *
 * @typedef {{
 *   title: string,
 *   icon: string,
 *   inMenu: boolean,
 *   styles?: string,
 *   load?: () => Promise<unknown>,
 *   view?: () => Markup,
 * }} PageOfDashboard `styles`: its style sheet's address; the desk is the frame's own
 */

/** @type {Record<string, PageOfDashboard>} */
export const PAGES = {
  desk: { title: "Dashboard", icon: "alert", inMenu: true },
};

/** @type {Set<string>} */
const loaded = new Set(["desk"]);

/** @param {string} name */
export const isPage = (name) => Object.hasOwn(PAGES, name);

/** @param {string} name */
export const isLoaded = (name) => loaded.has(name);

/**
 * Reads a page's modules and styles, once.
 *
 * @param {string} name
 */
export async function loadPage(name) {
  const { load, styles } = PAGES[name];
  await Promise.all([load?.(), styles && stylesOf(styles)]);
  loaded.add(name);
}

/**
 * A page that is drawn before its styles are there jumps.
 *
 * @param {string} address
 */
function stylesOf(address) {
  const link = document.createElement("link");
  Object.assign(link, { rel: "stylesheet", href: address });
  return new Promise((resolve, reject) => {
    link.addEventListener("load", resolve);
    link.addEventListener("error", () => {
      link.remove();
      reject(new Error(`${address} could not be read`));
    });
    document.head.append(link);
  });
}

/** @param {string} name */
export const pageView = (name) => PAGES[name].view?.() ?? html``;
