// @ts-check
/** @import { Face } from "../types.js" */

/**
 * What the person can do about each thing that the node finds wrong with a picture.
 *
 * @type {Record<string, string>}
 */
const HINTS = {
  NO_FACE: "We do not see a face. Please look at the camera.",
  MANY_FACES: "One person at a time, please.",
  TOO_SMALL: "Please come a little closer.",
  TOO_DARK: "It is too dark. More light on the face, please.",
  TOO_BRIGHT: "The light is too strong. Please turn a little.",
  LOW_CONTRAST: "The picture is hazy. Please wipe the camera or move out of the haze.",
  UNEVEN_LIGHT: "The light comes from one side. Please turn a little.",
  BLURRED: "The picture is blurred. Please hold still.",
  MOVING: "Please hold still.",
  OFF_CENTRE: "Please move to the middle.",
  TURNED_AWAY: "Please look straight at the camera.",
  TILTED: "Please hold your head upright.",
  DEMO_NOT_ALLOWED: "A drawing does not count here. Please use the camera.",
};

const NO_HINT = "The photo did not come out well. Please try again, or see an associate.";

/**
 * One hint at a time: the node puts the worst failing measure first.
 *
 * @param {Face} face
 */
export function hintFor(face) {
  return HINTS[face.issues[0]] ?? NO_HINT;
}
