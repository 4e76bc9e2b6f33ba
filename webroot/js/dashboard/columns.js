// @ts-check
/** @import { Printable } from "../types.js" */

import { html } from "../lib/html.js";
import { th } from "./page-parts.js";

/**
 * A column of a table: what its heading says, the class of its cells, and whether they name their
 * rows.
 *
 * @typedef {{ words: Printable, kind: string, isName: boolean }} Column
 */

/**
 * @param {Printable} words
 * @param {string} [kind]
 * @returns {Column}
 */
export const column = (words, kind = "") => ({ words, kind, isName: false });

/**
 * One of numbers.
 *
 * @param {string} words
 */
export const number = (words) => column(words, "number");

/**
 * The one that names the row.
 *
 * @param {string} words
 * @param {string} [kind]
 * @returns {Column}
 */
export const name = (words, kind = "") => ({ words, kind, isName: true });

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
  columns.map(({ words, kind, isName }, i) =>
    isName
      ? html`<th scope="row" class="${kind}">${values[i]}</th>`
      : html`<td class="${kind}" data-label="${
          typeof words === "string" ? words : ""
        }">${values[i]}</td>`,
  );
