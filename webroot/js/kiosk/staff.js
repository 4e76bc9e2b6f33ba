// @ts-check
/** @import { Actions } from "../types.js" */

import { Problem } from "../lib/api.js";
import { textField } from "../lib/fields.js";
import { html } from "../lib/html.js";
import { problemWords } from "./problems.js";
import { t } from "./words.js";

/**
 * The member of staff at this lane, as long as something only staff may see or do is under way. The
 * PIN only passes through; the node keeps who unlocked the page, and locks it by itself.
 */
export class Staff {
  #api;
  name = "";
  pin = "";
  /**
   * Why the last PIN was refused, in plain words, or undefined.
   *
   * @type {string | undefined}
   */
  refusal;

  /** @param {import("../lib/api.js").Api} api */
  constructor(api) {
    this.#api = api;
  }

  /** Whether the node took the PIN. */
  async unlock() {
    const { name, pin } = this;
    this.pin = "";
    this.refusal = undefined;
    try {
      await this.#api.post("/session/staff", { name: name.trim(), pin: pin.trim() });
      return true;
    } catch (problem) {
      this.refusal = words(problem);
      return false;
    }
  }

  /** Hides it all again; where the node cannot be told, it does so after ten minutes. */
  async lock() {
    await this.#api.delete("/session/staff").catch(() => null);
  }

  forget() {
    Object.assign(this, { name: "", pin: "", refusal: undefined });
  }

  /**
   * What hears the fields.
   *
   * @type {Actions}
   */
  actions = {
    staffName: (input) => {
      this.name = input.value;
    },
    staffPin: (input) => {
      this.pin = input.value;
    },
  };

  /**
   * Name and PIN.
   *
   * @param {string} form that they stand in, of which the page may show two
   */
  fields(form) {
    return html`${textField({
      id: `${form}-name`,
      label: t("staff.name"),
      value: this.name,
      input: "staffName",
    })}${textField({
      id: `${form}-pin`,
      label: t("staff.pin"),
      value: this.pin,
      secret: true,
      input: "staffPin",
      error: this.refusal,
    })}`;
  }
}

/** @param {unknown} problem */
function words(problem) {
  if (!(problem instanceof Problem)) return problemWords(problem);
  if (problem.status === 422) return t("staff.enter");
  if (problem.status === 429) return t("staff.locked");
  return problem.status === 403 ? t("staff.wrong") : problemWords(problem);
}
