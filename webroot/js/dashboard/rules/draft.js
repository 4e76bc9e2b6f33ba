// @ts-check
/** @import { RuleEntry, RuleSet } from "../../types.js" */

/**
 * One difference between two rule sets.
 *
 * @typedef {{ pointer: string, owner: string, field: string, was: string, now: string }} Change
 *   `pointer` as the node names the field
 */

/** What GET /rules adds, which is no rule. */
const ADDED = new Set(["inForce", "history", "fileProblem", "guardAlarm"]);
const ABSENT = "as shipped";

/**
 * Every field in which two rule sets differ; rules and mitigations are compared by their names.
 *
 * @param {RuleSet} was
 * @param {RuleSet} now
 * @returns {Change[]}
 */
export function differences(was, now) {
  const before = fieldsOf(was);
  const after = fieldsOf(now);
  const keys = new Set([...before.keys(), ...after.keys()]);
  return [...keys].flatMap((key) => {
    const [one, other] = [before.get(key), after.get(key)];
    if (one?.value === other?.value) return [];
    const { pointer, owner, field } = other ?? one ?? { pointer: "", owner: "", field: "" };
    return [{ pointer, owner, field, was: one?.value ?? ABSENT, now: other?.value ?? ABSENT }];
  });
}

/**
 * A copy in which the field that the pointer names has this value.
 *
 * @param {RuleSet} rules
 * @param {string} pointer
 * @param {string | number | boolean} value
 * @returns {RuleSet}
 */
export function withField(rules, pointer, value) {
  const copy = structuredClone(rules);
  const path = pointer.split("/").slice(1);
  const last = path.pop() ?? "";
  /** @type {any} */
  let place = copy;
  for (const name of path) place = place[name] ??= {};
  place[last] = value;
  return copy;
}

/**
 * How a rule is set, in one word.
 *
 * @param {RuleEntry} rule
 */
export const modeOf = ({ enabled, mode }) => (enabled === false ? "off" : (mode ?? "active"));

/** @param {RuleSet} rules */
function fieldsOf(rules) {
  /** @type {Map<string, { pointer: string, owner: string, field: string, value: string }>} */
  const fields = new Map();
  for (const [section, value] of Object.entries(rules)) {
    if (ADDED.has(section) || section === "version") continue;
    if (Array.isArray(value)) listed(fields, section, value);
    else walk(fields, section, `/${section}`, value);
  }
  return fields;
}

/**
 * @param {ReturnType<typeof fieldsOf>} fields
 * @param {string} section
 * @param {RuleEntry[]} entries
 */
function listed(fields, section, entries) {
  entries.forEach((entry, i) => {
    const { code, name, enabled, mode, ...rest } = entry;
    const owner = code ?? name ?? "";
    const pointer = `/${section}/${i}`;
    put(fields, owner, `${pointer}/mode`, "mode", modeOf({ enabled, mode }));
    walk(fields, owner, pointer, rest);
  });
}

/**
 * @param {ReturnType<typeof fieldsOf>} fields
 * @param {string} owner
 * @param {string} pointer
 * @param {unknown} value
 */
function walk(fields, owner, pointer, value) {
  for (const [field, each] of Object.entries(value ?? {})) {
    if (each && typeof each === "object") walk(fields, owner, `${pointer}/${field}`, each);
    else put(fields, owner, `${pointer}/${field}`, field, String(each));
  }
}

/**
 * @param {ReturnType<typeof fieldsOf>} fields
 * @param {string} owner
 * @param {string} pointer
 * @param {string} field
 * @param {string} value
 */
function put(fields, owner, pointer, field, value) {
  fields.set(`${owner}\n${field}`, { pointer, owner, field, value });
}
