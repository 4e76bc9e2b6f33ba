// @ts-check
/** @import { Actions } from "../types.js" */
/** @import { Session } from "./session.js" */

import { fieldError } from "./fields.js";
import { flag, html, icon } from "./html.js";
import { View } from "./view.js";

const BUSY = html`<span class="spinner"></span>Signing in`;
const READY = html`${icon("key")}Sign in`;

/** Says where link and key are, and takes a key. */
export class SignIn extends View {
  /** @type {Session | null} */
  session = null;
  heading = "Tillwatch";
  keyRole = "reviewer";
  #busy = false;

  /**
   * Says whose sign-in it is; the first call counts.
   *
   * @param {Session} session
   * @param {string} heading
   * @param {string} keyRole
   */
  use(session, heading, keyRole) {
    if (this.session) return;
    Object.assign(this, { session, heading, keyRole });
    this.update();
  }

  /** @type {Actions} */
  actions = {
    signIn: async () => {
      const input = this.one("input");
      if (this.#busy) return;
      this.#busy = true;
      this.update();
      await this.session?.signIn(input.value.trim());
      this.#busy = false;
      input.value = "";
      this.update();
      if (this.isConnected) input.focus();
    },
  };

  view() {
    if (!this.session) return html``;
    const { refusal } = this.session;
    return html`<main class="sign-in">
      <form class="card" data-submit="signIn">
        <div class="brand"><img src="/icon.svg" alt="" />Tillwatch</div>
        <h1>${this.heading}</h1>
        <ol>
          <li><span>Open the sign-in link that this store's node printed when it started. It works
            once, and signs this browser in.</span></li>
          <li><span>Or paste the <code>${this.keyRole}</code> key. The node wrote it to
            <code>keys.json</code> in its data folder at its first start.</span></li>
        </ol>
        <div class="field">
          <label for="key">Key</label>
          <input class="input" id="key" name="key" type="password"
            autocomplete="current-password" spellcheck="false" required maxlength="200"
            ${refusal ? html`aria-invalid="true" aria-describedby="key-error"` : ""} />
          ${refusal ? fieldError("key-error", refusal) : ""}
        </div>
        <button class="button primary wide" type="submit" ${flag("disabled", this.#busy)}>
          ${this.#busy ? BUSY : READY}
        </button>
      </form>
    </main>`;
  }
}

customElements.define("tw-sign-in", SignIn);
