// @ts-check
import { Problem, wordsOf } from "../lib/api.js";
import { known, language, t } from "./words.js";

/**
 * What went wrong, in the words of this visit's language. The node itself says it in English; what
 * it says beyond the common cases is for those who read that.
 *
 * @param {unknown} problem
 */
export function problemWords(problem) {
  return ownWords(problem) ?? (english() ? wordsOf(problem) : t("problem.other"));
}

/**
 * What is wrong with the field at this JSON pointer, or undefined.
 *
 * @param {unknown} problem
 * @param {string} pointer
 */
export function fieldWords(problem, pointer) {
  const said = problem instanceof Problem ? problem.fieldErrors.get(pointer) : undefined;
  if (said === undefined || english()) return said;
  return ownWords(problem) ?? t("problem.field");
}

/** @param {unknown} problem */
function ownWords(problem) {
  const key = `problem.${problem instanceof Problem ? problem.code : ""}`;
  const inWords = known(key) && (!english() || !(problem instanceof Problem && problem.status));
  return inWords ? t(key, { seconds: 5 }) : undefined;
}

const english = () => language.current.code === "en";
