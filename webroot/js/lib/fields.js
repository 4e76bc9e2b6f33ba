import { flag, html, icon } from "./html.js";

/** What is wrong with a field, in plain words, read out as soon as it appears. */
export function fieldError(id, words) {
  return html`<p class="error" id="${id}" role="alert">${icon("alert")}<span>${words}</span></p>`;
}

/** A labelled text field; `error` is shown at the field and tied to it. */
export function textField({
  id,
  label,
  value = "",
  error,
  hint,
  optional,
  input,
  attributes = "",
}) {
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return html`<div class="field" data-key="field-${id}">
    <label for="${id}">${label}${optional && html` <span class="optional">optional</span>`}</label>
    <input class="input" id="${id}" name="${id}" value="${value}" autocomplete="off" spellcheck="false" maxlength="64" data-input="${input}"
      ${described && html`aria-describedby="${described}"`} ${error && html`aria-invalid="true"`} ${attributes} />
    ${hint && html`<p class="hint" id="${id}-hint">${hint}</p>`}
    ${error && fieldError(`${id}-error`, error)}
  </div>`;
}

/** One of a few: options are {value, label, icon}. */
export function segments({ name, legend, options, value, change, hideLegend }) {
  return html`<fieldset class="field" data-key="segments-${name}">
    <legend class="${hideLegend ? "visually-hidden" : "label"}">${legend}</legend>
    <div class="segments">
      ${options.map(
        (option) => html`<label>
        <input type="radio" name="${name}" value="${option.value}" data-change="${change}" ${flag("checked", option.value === value)} />
        ${option.icon && icon(option.icon)}<span>${option.label}</span>
      </label>`,
      )}
    </div>
  </fieldset>`;
}

export function checkbox({ id, label, value, change }) {
  return html`<label class="check" data-key="check-${id}">
    <input type="checkbox" id="${id}" name="${id}" data-change="${change}" ${flag("checked", value)} /><span>${label}</span>
  </label>`;
}
