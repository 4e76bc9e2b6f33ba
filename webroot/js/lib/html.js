/** Markup that is safe to put into the page: every value in it was escaped or was Markup itself. */
class Markup {
  #text;

  constructor(text) {
    this.#text = text;
  }

  toString() {
    return this.#text;
  }
}

const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

function markupOf(value) {
  if (value === null || value === undefined || value === false || value === true) return "";
  if (value instanceof Markup) return value.toString();
  if (Array.isArray(value)) return value.map(markupOf).join("");
  return String(value).replace(/[&<>"']/g, (character) => ESCAPES[character]);
}

/**
 * Template tag that escapes by default: html`<b>${name}</b>`. Null, undefined and booleans print
 * nothing, so `${open && html`...`}` reads as it says; lists are joined.
 */
export function html(strings, ...values) {
  return new Markup(strings.reduce((text, part, i) => text + markupOf(values[i - 1]) + part));
}

/** A boolean attribute, there or not: html`<button ${flag("disabled", busy)}>`. */
export function flag(name, on) {
  return on ? new Markup(name) : "";
}

/** An icon of the page's sprite; words beside it carry the meaning, so it is hidden from readers. */
export function icon(name, kind = "") {
  return html`<svg class="icon ${kind}" aria-hidden="true" focusable="false"><use href="/icons.svg#${name}"></use></svg>`;
}

/**
 * Makes the children of host equal to the markup and keeps what can be kept: focus, typed text,
 * scroll, open details. Children with the same data-key or id are the same thing wherever they move.
 */
export function render(host, markup) {
  if (!(markup instanceof Markup)) throw new TypeError("render takes what html`...` returned");
  const template = document.createElement("template");
  template.innerHTML = markup.toString();
  patchChildren(host, template.content);
}

const keyOf = (node) => (node.nodeType === 1 ? node.dataset.key || node.id || null : null);

/** Elements of our own render their own inside: only their attributes are the outer page's. */
const isIsland = (element) => element.localName.includes("-");

function patchChildren(host, wanted) {
  const keyed = new Map();
  for (const child of host.children) if (keyOf(child)) keyed.set(keyOf(child), child);
  let cursor = host.firstChild;
  for (const next of [...wanted.childNodes]) {
    const key = keyOf(next);
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

function patchNode(node, wanted) {
  if (node.nodeType !== 1) {
    if (node.data !== wanted.data) node.data = wanted.data;
    return;
  }
  patchAttributes(node, wanted);
  if (!isIsland(node)) patchChildren(node, wanted);
}

/** Attributes that people and drawings change, and no markup: an open dialog, a canvas's size. */
const KEPT = { dialog: ["open"], details: ["open"], canvas: ["width", "height"] };

function patchAttributes(node, wanted) {
  const kept = KEPT[node.localName] ?? [];
  for (const { name } of [...node.attributes]) {
    if (!kept.includes(name) && !wanted.hasAttribute(name)) setAttribute(node, name, null);
  }
  for (const { name, value } of wanted.attributes) {
    if (!kept.includes(name) && node.getAttribute(name) !== value) setAttribute(node, name, value);
  }
}

/** Attributes only say how a field began; what the page decides afterwards goes to the property. */
function setAttribute(node, name, value) {
  if (value === null) node.removeAttribute(name);
  else node.setAttribute(name, value);
  if (name === "value" && "value" in node && node.localName !== "li") node.value = value ?? "";
  if (name === "checked" || name === "selected") node[name] = value !== null;
}
