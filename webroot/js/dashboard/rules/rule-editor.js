// @ts-check
/** @import { BacktestReport, RuleSet } from "../../types.js" */

import { Problem, wordsOf } from "../../lib/api.js";
import { board } from "../board.js";
import { differences, withField } from "./draft.js";

/**
 * The rules in force and what somebody would have instead. Nothing is put in force that was not
 * tried on the past first. Announces "change".
 */
export class RuleEditor extends EventTarget {
  /** @type {RuleSet | null} */
  inForce = null;
  /** @type {RuleSet | null} */
  draft = null;
  /** @type {unknown} */
  problem = null;
  days = 30;
  /** @type {"" | "TRYING" | "SAVING"} */
  busy = "";
  /**
   * What the node refuses, by the field's pointer; "" for what names no field.
   *
   * @type {Map<string, string>}
   */
  faults = new Map();
  /**
   * What this very draft would have changed, or null where it was not tried.
   *
   * @type {BacktestReport | null}
   */
  report = null;
  /** What was done last, in words. */
  done = "";

  async read() {
    try {
      this.#take(await board.api.get("/rules"));
      this.problem = null;
    } catch (problem) {
      this.problem = problem;
    }
    this.#changed();
  }

  get changes() {
    return this.inForce && this.draft ? differences(this.inForce, this.draft) : [];
  }

  /**
   * @param {string} pointer
   * @param {string} typed
   */
  set(pointer, typed) {
    if (!this.draft) return;
    const isWord = pointer.endsWith("/mode");
    // what is no number is sent as it stands, so that the node says what it expects
    const value = isWord || !/^-?\d+$/.test(typed.trim()) ? typed.trim() : Number(typed);
    this.draft = withField(this.draft, pointer, value);
    if (isWord) this.draft = withField(this.draft, pointer.replace(/mode$/, "enabled"), true);
    this.report = null;
    this.done = "";
    this.faults.delete(pointer);
    this.#changed();
  }

  discard() {
    this.draft = this.inForce;
    this.report = null;
    this.faults = new Map();
    this.#changed();
  }

  /** Plays the past once by the rules in force and once by the draft. */
  async tryOut() {
    const { draft, days } = this;
    await this.#while("TRYING", async () => {
      const report = await board.api.post("/rules/backtest", { rules: draft, days });
      if (draft === this.draft) this.report = report;
    });
  }

  async save() {
    const seen = `"${this.inForce?.inForce.version}"`;
    await this.#while("SAVING", async () => {
      this.#take(await board.api.put("/rules", this.draft ?? {}, { "If-Match": seen }));
      this.done = "These rules are in force in every store that can be reached.";
    });
  }

  /** @param {string} version */
  async rollBack(version) {
    const seen = `"${this.inForce?.inForce.version}"`;
    await this.#while("SAVING", async () => {
      this.#take(await board.api.post("/rules/rollback", { version }, { "If-Match": seen }));
      this.done = "The earlier rules are in force again.";
    });
  }

  /**
   * @param {"TRYING" | "SAVING"} busy
   * @param {() => Promise<void>} act
   */
  async #while(busy, act) {
    this.busy = busy;
    this.done = "";
    this.faults = new Map();
    this.#changed();
    try {
      await act();
    } catch (problem) {
      this.faults = faultsOf(problem);
    }
    this.busy = "";
    this.#changed();
  }

  /** @param {RuleSet} rules */
  #take(rules) {
    this.inForce = rules;
    this.draft = rules;
    this.report = null;
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }
}

/**
 * A back-test names the field in its own body, in which the rules are one part.
 *
 * @param {unknown} problem
 */
function faultsOf(problem) {
  const fields = problem instanceof Problem ? [...problem.fieldErrors] : [];
  if (fields.length === 0) return new Map([["", wordsOf(problem)]]);
  return new Map(
    fields.map(([pointer, words]) => [
      pointer.replace(/^\/rules(?=\/(rules|thresholds|mitigations|guard|approval)\/)/, ""),
      words,
    ]),
  );
}
