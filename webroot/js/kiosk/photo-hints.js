// @ts-check
/** @import { Face } from "../types.js" */

import { known, t } from "./words.js";

/**
 * What the person can do about what the node finds wrong with a picture. One hint at a time: the
 * node puts the worst failing measure first.
 *
 * @param {Face} face
 */
export function hintFor(face) {
  const key = `photo.hint.${face.issues[0]}`;
  return t(known(key) ? key : "photo.hint.");
}

/**
 * The same of a frame while the camera is looked into.
 *
 * @param {string | null} hint as the node says it; null where all is well
 */
export function adviceFor(hint) {
  if (!hint) return t("photo.hold");
  const key = `photo.hint.${hint}`;
  return t(known(key) ? key : "photo.looking");
}
