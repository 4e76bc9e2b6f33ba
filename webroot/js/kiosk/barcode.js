// @ts-check
import { html } from "../lib/html.js";

/**
 * Code 128, set B: widths of bar, space, bar, space, bar, space for the values 0 to 105
 * (ISO/IEC 15417, table 1), six digits each, then the stop pattern.
 */
const WIDTHS =
  "212222222122222221121223121322131222122213122312132212221213221312231212112232122132122231" +
  "113222123122123221223211221132221231213212223112312131311222321122321221312212322112322211" +
  "212123212321232121111323131123131321112313132113132311211313231113231311112133112331132131" +
  "113123113321133121313121211331231131213113213311213131311123311321331121312113312311332111" +
  "314111221411431111111224111422121124121421141122141221112214112412122114122411142112142211" +
  "241211221114413111241112134111111242121142121241114212124112124211411212421112421211212141" +
  "214121412121111143111341131141114113114311411113411311113141114131311141411131211412211214" +
  "211232";
const STOP = "2331112";
const START_B = 104;
const QUIET = 10;

/**
 * The text as a barcode that a hand scanner reads; nothing for what set B cannot say.
 *
 * @param {string} text
 * @param {string} label for those who do not see it
 */
export function barcode(text, label) {
  if (!/^[\x20-\x7e]{1,32}$/.test(text)) return "";
  const values = [START_B, ...Array.from(text, (letter) => letter.charCodeAt(0) - 32)];
  const check = values.reduce((sum, value, place) => sum + value * place) % 103;
  const widths =
    [...values, check].map((value) => WIDTHS.slice(value * 6, value * 6 + 6)).join("") + STOP;
  let x = QUIET;
  const bars = Array.from(widths, (width, i) => {
    const bar = i % 2 === 0 ? `M${x} 0h${width}v50h-${width}z` : "";
    x += Number(width);
    return bar;
  }).join("");
  return html`<svg class="barcode" viewBox="0 0 ${x + QUIET} 50" preserveAspectRatio="none"
    role="img" aria-label="${label}">
    <rect width="100%" height="100%" fill="#fff"></rect>
    <path d="${bars}" fill="#000"></path>
  </svg>`;
}
