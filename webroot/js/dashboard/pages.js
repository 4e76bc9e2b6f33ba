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
  stores: {
    title: "Stores",
    icon: "store",
    inMenu: true,
    styles: "css/stores.css",
    load: () => import("./stores/stores-page.js"),
    view: () => html`<tw-stores-page></tw-stores-page>`,
  },
  customer: profile("Customer"),
  cashier: profile("Cashier"),
  store: profile("Store"),
  card: profile("Card"),
  article: profile("Article"),
  serial: profile("Serial number"),
  receipt: receipt("Receipt"),
  transaction: receipt("Transaction"),
  patterns: {
    title: "Patterns",
    icon: "live",
    inMenu: true,
    styles: "/css/insight.css",
    load: () => import("./patterns/patterns-page.js"),
    view: () => html`<tw-patterns-page id="patterns"></tw-patterns-page>`,
  },
  value: {
    title: "Value",
    icon: "shield",
    inMenu: true,
    styles: "/css/insight.css",
    load: () => import("./value/value-page.js"),
    view: () => html`<tw-value-page id="value"></tw-value-page>`,
  },
  rules: {
    title: "Rules",
    icon: "key",
    inMenu: true,
    styles: "/css/insight.css",
    load: () => import("./rules/rules-page.js"),
    view: () => html`<tw-rules-page id="rules"></tw-rules-page>`,
  },
  sample: {
    title: "Blind review",
    icon: "eye",
    inMenu: false,
    styles: "/css/insight.css",
    load: () => import("./rules/blind-page.js"),
    view: () => html`<tw-blind-page id="sample"></tw-blind-page>`,
  },
  audit: {
    title: "Audit",
    icon: "eye",
    inMenu: true,
    styles: "/css/insight.css",
    load: () => import("./audit/audit-page.js"),
    view: () => html`<tw-audit-page id="audit"></tw-audit-page>`,
  },
  demo: {
    title: "Demo",
    icon: "live",
    inMenu: true,
    styles: "/css/insight.css",
    load: () => import("./demo/demo-page.js"),
    view: () => html`<tw-demo-page id="demo"></tw-demo-page>`,
  },
  explanation: {
    title: "Explanation",
    icon: "print",
    inMenu: false,
    styles: "/css/insight.css",
    load: () => import("./explanation/explanation-page.js"),
    view: () => html`<tw-explanation-page id="explanation"></tw-explanation-page>`,
  },
};

/**
 * A page about one of whom or what there are many.
 *
 * @param {string} title
 * @returns {PageOfDashboard}
 */
function profile(title) {
  return {
    title,
    icon: "search",
    inMenu: false,
    styles: "css/profile.css",
    load: () => import("./profile/profile-page.js"),
    view: () => html`<tw-profile-page></tw-profile-page>`,
  };
}

/**
 * @param {string} title
 * @returns {PageOfDashboard}
 */
function receipt(title) {
  return {
    title,
    icon: "receipt",
    inMenu: false,
    styles: "css/profile.css",
    load: () => import("./profile/receipt-page.js"),
    view: () => html`<tw-receipt-page></tw-receipt-page>`,
  };
}

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
