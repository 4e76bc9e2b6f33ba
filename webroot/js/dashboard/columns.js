// @ts-check
/** @import { Printable } from "../types.js" */

import { html } from "../lib/html.js";
import { th } from "./page-parts.js";

/**
 * A column of a table: what its heading says, the class of its cells, whether they name their rows,
 * and whether its heading is said in each cell where there is no room for columns.
 *
 * @typedef {{ words: Printable, kind: string, isName: boolean, isSaid: boolean }} Column
 */

/**
 * @param {Printable} words
 * @param {string} [kind]
 * @returns {Column}
 */
export const column = (words, kind = "") => ({
  words,
  kind,
  isName: false,
  isSaid: typeof words === "string",
});

/**
 * One of numbers.
 *
 * @param {string} words
 */
export const number = (words) => column(words, "number");

/**
 * The one that names the row, of which no heading needs to be said.
 *
 * @param {string} words
 * @param {string} [kind]
 * @returns {Column}
 */
export const name = (words, kind = "") => ({ words, kind, isName: true, isSaid: false });

/**
 * The one that names the row, and says nothing without its heading.
 *
 * @param {string} words
 * @returns {Column}
 */
export const place = (words) => ({ words, kind: "", isName: true, isSaid: true });

/** @param {Column[]} columns */
export const headOf = (columns) =>
  columns.map(({ words, kind }) => th(words, kind === "number" ? kind : ""));

/**
 * The cells of a row. A phone has no room for columns: there a row is a card, and each cell says
 * what its heading says.
 *
 * @param {Column[]} columns
 * @param {Printable[]} values one for each column
 */
export const cellsOf = (columns, values) =>
  columns.map(({ words, kind, isName, isSaid }, i) => {
    const label = isSaid ? words : "";
    return isName
      ? html`<th scope="row" class="${kind}" data-label="${label}">${values[i]}</th>`
      : html`<td class="${kind}" data-label="${label}">${values[i]}</td>`;
  });
