// @ts-check
/** @import { Printable } from "../types.js" */

/** Markup that is safe to put into the page: every value in it was escaped or was Markup itself. */
export class Markup {
  #text;

  /** @param {string} text */
  constructor(text) {
    this.#text = text;
  }

  toString() {
    return this.#text;
  }
}

/** @type {Record<string, string>} */
const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/**
 * @param {Printable} value
 * @returns {string}
 */
function markupOf(value) {
  if (value === null || value === undefined || value === false || value === true) return "";
  if (value instanceof Markup) return value.toString();
  if (Array.isArray(value)) return value.map(markupOf).join("");
  return String(value).replace(/[&<>"']/g, (character) => ESCAPES[character]);
}

/**
 * Template tag that escapes by default: html`<b>${name}</b>`. Null, undefined and booleans print
 * nothing, so `${open && html`...`}` reads as it says; lists are joined.
 *
 * @param {TemplateStringsArray} strings
 * @param {...Printable} values
 */
export function html(strings, ...values) {
  return new Markup(strings.reduce((text, part, i) => text + markupOf(values[i - 1]) + part));
}

/**
 * A boolean attribute, there or not: html`<button ${flag("disabled", busy)}>`.
 *
 * @param {string} name
 * @param {boolean} on
 */
export function flag(name, on) {
  return on ? new Markup(name) : "";
}

/**
 * An icon of the page's sprite (icons.js); words beside it carry the meaning, so it is hidden from
 * readers.
 *
 * @param {string} name
 * @param {string} [kind]
 */
export function icon(name, kind = "") {
  return html`<svg class="icon ${kind}" aria-hidden="true" focusable="false"><use
    href="#icon-${name}"></use></svg>`;
}

/** @param {Markup} markup */
function parsed(markup) {
  const template = document.createElement("template");
  template.innerHTML = markup.toString();
  return template.content;
}

/**
 * Makes the children of host equal to the markup and keeps what can be kept: focus, typed text,
 * scroll, open details. Children with the same data-key or id are the same wherever they move.
 *
 * @param {Element} host
 * @param {Markup} markup
 */
export function render(host, markup) {
  if (!(markup instanceof Markup)) throw new TypeError("render takes what html`...` returned");
  patchChildren(host, parsed(markup));
}

/**
 * The markup's one element: the known one made equal to it, where it is of the same kind, or a new
 * one.
 *
 * @param {Element | null} known
 * @param {Markup} markup
 * @returns {Element}
 */
export function renderElement(known, markup) {
  const wanted = parsed(markup).firstElementChild;
  if (!wanted) throw new TypeError("renderElement takes the markup of one element");
  if (known?.nodeName !== wanted.nodeName) return document.importNode(wanted, true);
  patchNode(known, wanted);
  return known;
}

/**
 * @param {Node} node
 * @returns {string | null}
 */
function keyOf(node) {
  if (!(node instanceof Element)) return null;
  return node.getAttribute("data-key") || node.id || null;
}

/**
 * Elements of our own render their own inside: only their attributes are the outer page's.
 *
 * @param {Element} element
 */
const isIsland = (element) => element.localName.includes("-");

/**
 * @param {Element} host
 * @param {ParentNode} wanted
 */
function patchChildren(host, wanted) {
  /** @type {Map<string | null, Node>} */
  const keyed = new Map();
  for (const child of host.children) if (keyOf(child)) keyed.set(keyOf(child), child);
  let cursor = host.firstChild;
  const nodes = [...wanted.childNodes];
  const stay = new Set(nodes.map(keyOf));
  for (const next of nodes) {
    const key = keyOf(next);
    // what leaves makes room: those that stay, moved before it, would leave and come back
    while (cursor && makesRoom(cursor, stay, keyed.get(key))) {
      const gone = cursor;
      cursor = cursor.nextSibling;
      gone.remove();
    }
    const found = key ? keyed.get(key) : cursor && !keyOf(cursor) ? cursor : null;
    if (!found || found.nodeName !== next.nodeName) {
      host.insertBefore(document.importNode(next, true), cursor);
    } else {
      if (found === cursor) cursor = cursor.nextSibling;
      else host.insertBefore(found, cursor);
      keyed.delete(key);
      patchNode(found, next);
    }
  }
  while (cursor) {
    const gone = cursor;
    cursor = cursor.nextSibling;
    gone.remove();
  }
}

/**
 * Whether the node stands in the way: it has a key that is wanted no more, or is text before the
 * keyed one that comes next.
 *
 * @param {Node} node
 * @param {Set<string | null>} stay the keys that are wanted
 * @param {Node | null | undefined} next the node of the key that comes next
 */
function makesRoom(node, stay, next) {
  const key = keyOf(node);
  return key ? !stay.has(key) : Boolean(next) && node instanceof CharacterData;
}

/**
 * @param {Node} node
 * @param {Node} wanted of the same name
 */
function patchNode(node, wanted) {
  if (node instanceof Element && wanted instanceof Element) {
    patchAttributes(node, wanted);
    if (!isIsland(node)) patchChildren(node, wanted);
  } else if (node instanceof CharacterData && wanted instanceof CharacterData) {
    if (node.data !== wanted.data) node.data = wanted.data;
  }
}

/**
 * Attributes that people and drawings change, and no markup: an open dialog, a canvas's size.
 *
 * @type {Record<string, string[]>}
 */
const KEPT = { dialog: ["open"], details: ["open"], canvas: ["width", "height"] };

/**
 * @param {Element} node
 * @param {Element} wanted
 */
function patchAttributes(node, wanted) {
  const kept = KEPT[node.localName] ?? [];
  for (const { name } of [...node.attributes]) {
    if (!kept.includes(name) && !wanted.hasAttribute(name)) setAttribute(node, name, null);
  }
  for (const { name, value } of wanted.attributes) {
    if (!kept.includes(name) && node.getAttribute(name) !== value) setAttribute(node, name, value);
  }
}

/**
 * Attributes only say how a field began; what the page decides afterwards goes to the property.
 *
 * @param {Element} node
 * @param {string} name
 * @param {string | null} value null takes the attribute away
 */
function setAttribute(node, name, value) {
  if (value === null) node.removeAttribute(name);
  else node.setAttribute(name, value);
  if (name === "value" && "value" in node && node.localName !== "li") node.value = value ?? "";
  if (name === "checked" || name === "selected") Object.assign(node, { [name]: value !== null });
}
