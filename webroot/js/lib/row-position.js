// @ts-check

/**
 * Where in the whole list a row stands, for readers of the tree.
 *
 * @param {Element} element
 * @param {number} index
 * @param {number} size
 */
export function position(element, index, size) {
  if (element.localName === "tr") return set(element, "aria-rowindex", index + 2);
  set(element, "aria-posinset", index + 1);
  set(element, "aria-setsize", size);
}

/**
 * @param {Element} element
 * @param {string} name
 * @param {number} value
 */
function set(element, name, value) {
  if (element.getAttribute(name) !== String(value)) element.setAttribute(name, String(value));
}
