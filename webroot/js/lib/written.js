// @ts-check

/** No name, number or id that anybody writes is longer, in UTF-16 code units. */
export const LONGEST_NAME = 64;

/** Line ends and tabs are written; other control characters are not. */
const UNWRITTEN = /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\u202d\u202e]/gu;
const UNSEEN = /^[\p{Cf}\s]*$/u;

/**
 * What a node takes as somebody's words: without the characters that no text may hold, of which the
 * eye sees nothing, and without blanks around it; nothing where nothing of it can be seen. So a
 * verdict is not refused for what came along when its reason was pasted.
 *
 * @param {string} typed
 */
export function written(typed) {
  const kept = typed.replace(UNWRITTEN, (found) => (/[\n\r\t]/.test(found) ? found : "")).trim();
  return UNSEEN.test(kept) ? "" : kept;
}

/**
 * The beginning of a text, of which no character is cut in half.
 *
 * @param {string} text
 * @param {number} most UTF-16 code units
 */
export const beginning = (text, most) => text.slice(0, most).replace(/[\ud800-\udbff]$/, "");
