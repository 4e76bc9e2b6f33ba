import { checkbox, fieldError, segments, textField } from "../lib/fields.js";
import { flag, html, icon } from "../lib/html.js";
import { money } from "../lib/format.js";
import { till } from "./till.js";

const TENDERS = {
  CARD: { value: "CARD", label: "Card", icon: "card" },
  CASH: { value: "CASH", label: "Cash", icon: "cash" },
  GIFT_CARD: { value: "GIFT_CARD", label: "Gift card", icon: "gift" },
  STORE_CREDIT: { value: "STORE_CREDIT", label: "Store credit", icon: "credit" },
};

/** Quantity keys of a line; `most` greys the plus key out. */
export function stepper(line, index, most = 999) {
  return html`<div class="stepper" role="group" aria-label="Quantity of ${line.description}">
    <button type="button" class="button" value="${index}" data-click="less" ${flag("disabled", line.quantity === 0)}>
      ${icon(line.quantity === 1 && !line.sold ? "trash" : "minus")}<span class="visually-hidden">One less ${line.description}</span>
    </button>
    <output aria-live="polite">${line.quantity}</output>
    <button type="button" class="button" value="${index}" data-click="more" ${flag("disabled", line.quantity >= most)}>
      ${icon("plus")}<span class="visually-hidden">One more ${line.description}</span>
    </button>
  </div>`;
}

/** How the money moves, and the card's token where there is a card. */
export function tenderFields({ legend, types, member }) {
  const { tender } = till.draft;
  const error = till.errorAt(`/${member}/token`) ?? till.errorAt(`/${member}`);
  const onCard = tender.type === "CARD" || tender.type === "GIFT_CARD";
  return html`${segments({ name: "tender", legend, options: types.map((type) => TENDERS[type]), value: tender.type, change: "tender" })}
    ${
      onCard
        ? textField({
            id: "token",
            label: tender.type === "CARD" ? "Card token" : "Gift card token",
            value: tender.token,
            hint: "The card reader fills this in. It is never a card number.",
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
    label: "Customer number",
    optional: true,
    value: till.draft.customerId,
    error: till.errorAt("/customerId"),
    input: "customer",
  });
}

/** Where the photo stands, and the key that opens the photo booth. */
export function photoRow() {
  const { photo } = till.draft;
  const verified = photo?.face?.verified;
  const state = !photo
    ? html`<span class="soft">${till.draft.type === "SALE" ? "Protects your receipt. Optional." : "Shows that it is you. Optional."}</span>`
    : verified
      ? html`<span class="chip approve">${icon("check-circle")}Photo taken</span>`
      : html`<span class="chip review">${icon("info")}Taken, no clear face</span>`;
  const error = till.errorAt("/photoId");
  return html`<div class="photo-row" data-key="photo">
    ${icon("camera")}
    <div class="words"><p class="label">Photo</p>${state}</div>
    <button type="button" class="button" data-click="photo">${photo ? "Retake" : "Take photo"}</button>
    ${error && fieldError("photo-error", error)}
  </div>`;
}

/** Errors that belong to no field on the screen. */
export function problemSummary(shownPointers) {
  if (!till.problem) return "";
  const shown = (pointer) => shownPointers.some((known) => pointer.startsWith(known));
  const others = [...till.problem.fieldErrors].filter(([pointer]) => !shown(pointer));
  const allShown = till.problem.fieldErrors.size > 0 && others.length === 0;
  return html`<div class="notice block" role="alert" data-key="problem" tabindex="-1">
    ${icon("alert")}
    <div>
      <p><strong>${allShown ? "Please check the marked fields." : till.problem.message}</strong></p>
      ${others.map(([, words]) => html`<p>${words}</p>`)}
    </div>
  </div>`;
}

/** Sum and the one key that finishes; `words` is what the key says. */
export function totalBar({ label, words, empty }) {
  const { totalMinor, chosen } = till.draft;
  return html`<div class="total-bar" data-key="total">
    <p class="total"><span>${label}</span><strong>${money(totalMinor, till.currency)}</strong></p>
    <button type="submit" class="button primary wide finish" ${flag("disabled", chosen.length === 0)}>
      ${chosen.length === 0 ? empty : html`${words}`}
    </button>
  </div>`;
}

export function moreOptions(...boxes) {
  return html`<details class="more" data-key="more"><summary>More options</summary>${boxes.map((box) => checkbox(box))}</details>`;
}

/** What both desks do with their fields. */
export function draftActions(element) {
  const change = (apply) => (input) => {
    apply(till.draft, input);
    till.clearProblem();
    till.changed();
  };
  return {
    less: change((draft, button) =>
      draft.setQuantity(Number(button.value), draft.lines[button.value].quantity - 1),
    ),
    more: change((draft, button) =>
      draft.setQuantity(Number(button.value), draft.lines[button.value].quantity + 1),
    ),
    serial: change((draft, input) => (draft.lines[input.dataset.line].serial = input.value)),
    customer: change((draft, input) => (draft.customerId = input.value)),
    tender: change((draft, input) => (draft.tender = { type: input.value, token: "" })),
    token: change((draft, input) => (draft.tender.token = input.value)),
    tick: change((draft, input) => (draft[input.name] = input.checked)),
    photo: async () => {
      const photo = await element.querySelector("tw-photo-booth").take();
      if (photo) till.draft.photo = photo;
      till.changed();
    },
    submit: async () => {
      await till.submit();
      // the desk was taken down while sending and is drawn anew in this turn
      requestAnimationFrame(focusOnProblem);
    },
  };
}

function focusOnProblem() {
  const field = document.querySelector('main [aria-invalid="true"]');
  (field ?? document.querySelector('main [data-key="problem"]'))?.focus();
}
