// @ts-check
/** @import { Choice, Printable } from "../types.js" */

import { flag, html, icon } from "./html.js";

/**
 * What is wrong with a field, in plain words, read out as soon as it appears.
 *
 * @param {string} id
 * @param {Printable} words
 */
export function fieldError(id, words) {
  return html`<p class="error" id="${id}" role="alert">${icon("alert")}<span>${words}</span></p>`;
}

/**
 * A labelled text field; `error` is shown at the field and tied to it. `optional` is the word for
 * that, where it may stay empty.
 *
 * @param {{
 *   id: string,
 *   label: string,
 *   value?: string,
 *   error?: string,
 *   hint?: string,
 *   optional?: string,
 *   secret?: boolean,
 *   input: string,
 * }} field `secret` digits are not shown
 */
export function textField({ id, label, value = "", error, hint, optional, secret, input }) {
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return html`<div class="field" data-key="field-${id}">
    <label for="${id}">${label}${
      optional && html` <span class="optional">${optional}</span>`
    }</label>
    <input class="input" id="${id}" name="${id}" value="${value}" autocomplete="off"
      ${secret && html`type="password" inputmode="numeric"`}
      spellcheck="false" maxlength="64" data-input="${input}"
      ${described && html`aria-describedby="${described}"`}
      ${error && html`aria-invalid="true"`} />
    ${hint && html`<p class="hint" id="${id}-hint">${hint}</p>`}
    ${error && fieldError(`${id}-error`, error)}
  </div>`;
}

/**
 * One of a few.
 *
 * @param {{
 *   name: string,
 *   legend: string,
 *   options: Choice[],
 *   value: string | null,
 *   change: string,
 *   hideLegend?: boolean,
 * }} field
 */
export function segments({ name, legend, options, value, change, hideLegend }) {
  return html`<fieldset class="field" data-key="segments-${name}">
    <legend class="${hideLegend ? "visually-hidden" : "label"}">${legend}</legend>
    <div class="segments">
      ${options.map(
        (option) => html`<label>
        <input type="radio" name="${name}" value="${option.value}" data-change="${change}"
          ${flag("checked", option.value === value)} />
        ${option.icon && icon(option.icon)}<span>${option.label}</span>
      </label>`,
      )}
    </div>
  </fieldset>`;
}

/**
 * One of several, in little room; its label is for readers of the tree.
 *
 * @param {{ name: string, label: string, options: Choice[], value: string, change: string }} field
 */
export function choice({ name, label, options, value, change }) {
  return html`<label class="choice" data-key="choice-${name}">
    <span class="visually-hidden">${label}</span>
    <select class="input" id="choice-${name}" name="${name}" data-change="${change}">
      ${options.map(
        (option) => html`<option value="${option.value}"
          ${flag("selected", option.value === value)}>${option.label}</option>`,
      )}
    </select>
  </label>`;
}

/** @param {{ id: string, label: string, value: boolean, change: string }} box */
export function checkbox({ id, label, value, change }) {
  return html`<label class="check" data-key="check-${id}">
    <input type="checkbox" id="${id}" name="${id}" data-change="${change}"
      ${flag("checked", value)} /><span>${label}</span>
  </label>`;
}
