// @ts-check

/**
 * Whether the code may recall a transaction: eight of Crockford's letters and digits, O for 0 and I
 * and L for 1.
 *
 * @param {string} code
 */
export function isReference(code) {
  return /^[0-9A-TV-Z]{8}$/i.test(code.normalize("NFKC").replace(/[\s\p{Pd}]/gu, ""));
}
