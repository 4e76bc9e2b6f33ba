// @ts-check
/** @import { RuleEntry } from "../../types.js" */
/** @import { RuleEditor } from "./rule-editor.js" */

import { textField } from "../../lib/fields.js";
import { flag, html } from "../../lib/html.js";
import { words } from "../../lib/format.js";
import { modeOf } from "./draft.js";

const MODES = [
  ["active", "Active: counts"],
  ["shadow", "On trial: shown, changes nothing"],
  ["off", "Off"],
];

const SECTIONS = [
  ["thresholds", "From which score a return is held or refused"],
  ["guard", "When changed rules are held back"],
  ["approval", "When two reviewers are needed"],
];

/**
 * The fields of one rule.
 *
 * @param {RuleEditor} editor
 * @param {string} code
 */
export function ruleForm(editor, code) {
  const rules = editor.draft?.rules ?? [];
  const index = rules.findIndex((rule) => rule.code === code);
  if (index < 0) return html`<p>The rules in force do not name it: it is as shipped.</p>`;
  const rule = rules[index];
  const pointer = `/rules/${index}`;
  return html`<div class="rule-form" role="group" aria-label="${words(code)}">
    ${modeField(editor, rule, `${pointer}/mode`)}
    ${numberField(editor, `${pointer}/points`, "Points", rule.points)}
    ${Object.entries(rule.parameters ?? {}).map(([name, value]) =>
      numberField(editor, `${pointer}/parameters/${name}`, name, value),
    )}
  </div>`;
}

/**
 * What holds for all rules together.
 *
 * @param {RuleEditor} editor
 */
export const sectionForm = (editor) => html`<details class="card sections" data-key="sections">
  <summary>Thresholds, guard and approval</summary>
  ${SECTIONS.map(
    ([section, title]) =>
      html`<h3>${title}</h3><div class="rule-form">${Object.entries(
        /** @type {Record<string, number>} */ (editor.draft?.[section] ?? {}),
      ).map(([name, value]) => numberField(editor, `/${section}/${name}`, name, value))}</div>`,
  )}
</details>`;

/**
 * @param {RuleEditor} editor
 * @param {string} pointer
 * @param {string} label
 * @param {unknown} value
 */
const numberField = (editor, pointer, label, value) =>
  textField({
    id: `rule-${pointer}`,
    label,
    value: value === undefined ? "" : String(value),
    error: editor.faults.get(pointer),
    input: "set",
  });

/**
 * @param {RuleEditor} editor
 * @param {RuleEntry} rule
 * @param {string} pointer
 */
function modeField(editor, rule, pointer) {
  const mode = modeOf(rule);
  const error = editor.faults.get(pointer);
  return html`<div class="field" data-key="field-${pointer}">
    <label for="rule-${pointer}">Mode</label>
    <select class="input" id="rule-${pointer}" data-change="set">${MODES.map(
      ([value, label]) =>
        html`<option value="${value}" ${flag("selected", value === mode)}>${label}</option>`,
    )}</select>
    ${error && html`<p class="error" role="alert">${error}</p>`}
  </div>`;
}
