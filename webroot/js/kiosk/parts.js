// @ts-check
/** @import { Actions, Choice, Control, Photo, Printable, TenderType } from "../types.js" */
/** @import { DraftLine, SaleDraft } from "./drafts.js" */
/** @import { ReturnDraft } from "./return-draft.js" */

import { Problem } from "../lib/api.js";
import { checkbox, fieldError, segments, textField } from "../lib/fields.js";
import { flag, html, icon } from "../lib/html.js";
import { money } from "../lib/format.js";
import { problemWords } from "./problems.js";
import { till } from "./till.js";
import { nameOf, t } from "./words.js";

/** @type {Record<TenderType, string>} */
const TENDER_ICONS = { CARD: "card", CASH: "cash", GIFT_CARD: "gift", STORE_CREDIT: "credit" };

/**
 * @param {TenderType} type
 * @returns {Choice}
 */
const tenderChoice = (type) => ({
  value: type,
  label: t(`tender.${type}`),
  icon: TENDER_ICONS[type],
});

/**
 * Quantity keys of a line.
 *
 * @param {DraftLine} line
 * @param {number} index of the line
 * @param {number} [most] greys the plus key out
 */
export function stepper(line, index, most = 999) {
  const less = line.quantity === 1 && !line.sold ? "trash" : "minus";
  const article = nameOf(line);
  return html`<div class="stepper" role="group" aria-label="${t("line.quantity", { article })}">
    <button type="button" class="button" value="${index}" data-click="less"
      ${flag("disabled", line.quantity === 0)}>
      ${icon(less)}<span class="visually-hidden">${t("line.less", { article })}</span>
    </button>
    <output aria-live="polite">${line.quantity}</output>
    <button type="button" class="button" value="${index}" data-click="more"
      ${flag("disabled", line.quantity >= most)}>
      ${icon("plus")}<span class="visually-hidden">${t("line.more", { article })}</span>
    </button>
  </div>`;
}

/**
 * The field for the number that the article itself bears.
 *
 * @param {DraftLine} line
 * @param {number} index of the line
 * @param {Printable} label
 */
export function serialField(line, index, label) {
  return html`<label class="serial">${label}
    <input class="input" value="${line.serial}" data-line="${index}" data-input="serial"
      maxlength="64" autocomplete="off" spellcheck="false" /></label>`;
}

/**
 * What the node found wrong with a line. Lines of which nothing is submitted it does not count.
 *
 * @param {number} index of the line on the screen
 */
export function lineError(index) {
  const { lines, chosen } = till.draft;
  const at = `/lines/${chosen.indexOf(lines[index])}`;
  const parts = ["", "/quantity", "/sku", "/unitPriceMinor", "/serial", "/condition"];
  const error = parts.map((part) => till.errorAt(at + part)).find(Boolean);
  return error ? fieldError(`line-${index}-error`, error) : "";
}

/**
 * How the money moves, and the card's token where there is a card.
 *
 * @param {{ legend: string, types: TenderType[], member: "tender" | "refundTender" }} field member
 *   is what the body calls it
 */
export function tenderFields({ legend, types, member }) {
  const { tender } = till.draft;
  const error = till.errorAt(`/${member}/token`) ?? till.errorAt(`/${member}`);
  const onCard = tender.type === "CARD" || tender.type === "GIFT_CARD";
  const options = types.map(tenderChoice);
  return html`${segments({ name: "tender", legend, options, value: tender.type, change: "tender" })}
    ${
      onCard
        ? textField({
            id: "token",
            label: t(tender.type === "CARD" ? "tender.cardToken" : "tender.giftToken"),
            value: tender.token,
            hint: t("tender.tokenHint"),
            error,
            input: "token",
          })
        : error && fieldError("tender-error", error)
    }`;
}

/** The customer's number, optional everywhere. */
export function customerField() {
  return textField({
    id: "customer",
    label: t("customer.number"),
    optional: t("app.optional"),
    value: till.draft.customerId,
    error: till.errorAt("/customerId"),
    input: "customer",
  });
}

/** Where the photo stands, and the key that opens the photo booth. */
export function photoRow() {
  const { photo } = till.draft;
  const error = till.errorAt("/photoId");
  return html`<div class="photo-row" data-key="photo">
    ${icon("camera")}
    <div class="words"><p class="label">${t("photo.title")}</p>${photoState(photo)}</div>
    <button type="button" class="button" data-click="photo">
      ${photo ? t("photo.retake") : t("photo.take")}
    </button>
    ${error && fieldError("photo-error", error)}
  </div>`;
}

/** @param {Photo | null} photo */
function photoState(photo) {
  if (!photo) return html`<span class="soft">${t(`photo.why.${till.draft.type}`)}</span>`;
  return photo.face.verified
    ? html`<span class="chip approve">${icon("check-circle")}${t("photo.taken")}</span>`
    : html`<span class="chip review">${icon("info")}${t("photo.takenUnclear")}</span>`;
}

/**
 * Errors that belong to no field on the screen.
 *
 * @param {string[]} shownPointers how the pointers of the fields on the screen begin
 */
export function problemSummary(shownPointers) {
  if (!till.problem) return "";
  const shown = (/** @type {string} */ pointer) =>
    shownPointers.some((known) => pointer.startsWith(known));
  const pointers = till.problem instanceof Problem ? [...till.problem.fieldErrors.keys()] : [];
  const others = pointers.filter((pointer) => !shown(pointer));
  const allShown = pointers.length > 0 && others.length === 0;
  return html`<div class="notice block" role="alert" data-key="problem" tabindex="-1">
    ${icon("alert")}
    <div>
      <p><strong>${allShown ? t("problem.fields") : problemWords(till.problem)}</strong></p>
      ${others.map((pointer) => html`<p>${till.errorAt(pointer)}</p>`)}
    </div>
  </div>`;
}

/**
 * Sum and the one key that finishes.
 *
 * @param {{ label: string, words: Printable, empty: string }} bar words is what the key says, empty
 *   what it says while there is nothing to finish
 */
export function totalBar({ label, words, empty }) {
  const { totalMinor, chosen } = till.draft;
  return html`<div class="total-bar" data-key="total">
    <p class="total"><span>${label}</span><strong>${money(totalMinor, till.currency)}</strong></p>
    <button type="submit" class="button primary wide finish"
      ${flag("disabled", chosen.length === 0 || !till.link.canRecord)}>
      ${chosen.length === 0 ? empty : words}
    </button>
  </div>`;
}

/** @param {Parameters<typeof checkbox>[0][]} boxes */
export function moreOptions(...boxes) {
  return html`<details class="more" data-key="more">
    <summary>${t("more.options")}</summary>${boxes.map((box) => checkbox(box))}
  </details>`;
}

/**
 * What both desks do with their fields.
 *
 * @param {Element} element the desk
 * @returns {Actions}
 */
export function draftActions(element) {
  return {
    less: (button) => step(Number(button.value), -1),
    more: (button) => step(Number(button.value), +1),
    serial: changing((draft, input) => {
      draft.lines[Number(input.dataset.line)].serial = input.value;
    }),
    customer: changing((draft, input) => {
      draft.customerId = input.value;
    }),
    tender: changing((draft, input) => {
      draft.tender = { type: /** @type {TenderType} */ (input.value), token: "" };
    }),
    token: changing((draft, input) => {
      draft.tender.token = input.value;
    }),
    tick: (/** @type {HTMLInputElement} */ input) => {
      change((draft) => Object.assign(draft, { [input.name]: input.checked }));
    },
    photo: async () => {
      const photo = await element.querySelector("tw-photo-booth")?.take();
      if (photo) till.draft.photo = photo;
      if (till.errorAt("/photoId")) till.clearProblem();
      till.changed();
    },
    submit: async (_, event) => {
      // a second look takes its time: then it is sent as soon as that is over
      const tapped = till.draft.photo?.again ? undefined : event.timeStamp;
      if (!(await mayBeSent(element))) return;
      await till.submit(tapped);
      // the desk was taken down while sending and is drawn anew in this turn
      requestAnimationFrame(focusOnProblem);
    },
  };
}

/**
 * Whether what is on the screen is sent now: not before it is seen, where that was agreed, that the
 * person of the photo is still there.
 *
 * @param {Element} desk
 */
async function mayBeSent(desk) {
  const { draft } = till;
  if (!draft.photo?.again) return true;
  const lookedAt = await desk.querySelector("tw-second-look")?.ask(draft.photo);
  // whoever was here may have left meanwhile
  if (lookedAt === "STAY" || till.draft !== draft) return false;
  if (lookedAt !== "RETAKE" && lookedAt !== "WITHOUT") return true;
  draft.photo = null;
  till.changed();
  if (lookedAt === "WITHOUT") return true;
  const photo = await desk.querySelector("tw-photo-booth")?.take();
  if (!photo || till.draft !== draft) return false;
  draft.photo = photo;
  return true;
}

/** @param {(draft: SaleDraft | ReturnDraft) => void} apply */
function change(apply) {
  apply(till.draft);
  till.clearProblem();
  till.changed();
}

/**
 * @param {(draft: SaleDraft | ReturnDraft, control: Control) => void} apply
 * @returns {(control: Control) => void}
 */
const changing = (apply) => (control) => change((draft) => apply(draft, control));

/**
 * @param {number} index of the line
 * @param {number} by
 */
function step(index, by) {
  change((draft) => draft.setQuantity(index, draft.lines[index].quantity + by));
}

function focusOnProblem() {
  /** @type {HTMLElement | null} */
  const field = document.querySelector('main [aria-invalid="true"]');
  /** @type {HTMLElement | null} */
  const summary = document.querySelector('main [data-key="problem"]');
  (field ?? summary)?.focus();
}
