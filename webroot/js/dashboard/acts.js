// @ts-check
/** @import { Alert, Verdict } from "../types.js" */

/**
 * What a reviewer can do about an alert, in one go: what becomes of a held return, and the verdict.
 *
 * @typedef {{
 *   id: string,
 *   key: string,
 *   label: string,
 *   labelHeld: string,
 *   done: string,
 *   icon: string,
 *   decision: "APPROVE" | "DECLINE",
 *   verdict: Verdict,
 * }} Act `key`: of the keyboard; `labelHeld`: where a return waits for it; `done`: in the past
 */

/** @type {Act[]} */
export const ACTS = [
  {
    id: "approve",
    key: "a",
    label: "Legitimate",
    labelHeld: "Approve",
    done: "Legitimate",
    icon: "check",
    decision: "APPROVE",
    verdict: "LEGITIMATE",
  },
  {
    id: "refuse",
    key: "r",
    label: "Can't tell",
    labelHeld: "Refuse, can't tell",
    done: "Can't tell",
    icon: "info",
    decision: "DECLINE",
    verdict: "INCONCLUSIVE",
  },
  {
    id: "fraud",
    key: "f",
    label: "Fraud",
    labelHeld: "Refuse as fraud",
    done: "Fraud",
    icon: "stop",
    decision: "DECLINE",
    verdict: "FRAUD",
  },
];

/**
 * Whether a customer waits for what is decided.
 *
 * @param {Pick<Alert, "transaction">} alert
 */
export const waits = ({ transaction }) => transaction?.status === "HELD";
