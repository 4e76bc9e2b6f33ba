// @ts-check
/*
 * Hand scanners that pretend to be keyboards. They type faster than people, so a scan is told from
 * typing by the times of its keys, whatever has the focus.
 */

/** Nobody types so fast on average, in milliseconds between two keys. */
const SCANNER_MS_PER_KEY = 35;
/** A longer pause than this between two keys ends what may be a scan. */
const LONGEST_GAP_MS = 60;
/** So many fast keys are a scan; what they typed until then is taken back. */
const RECOGNISED = 4;
/** With its end key a shorter code is one too. */
const SHORTEST = 3;
/** A scanner without an end key is done after this silence. */
const SILENCE_MS = 120;
/** One that ends its codes with a key is waited for: on a busy till keys come late. */
const SILENCE_BEFORE_END_MS = 1_000;
/** Keys that come so late are still told by their own times whether they go on with a scan. */
const LATE_KEYS_MS = 2_000;
/** End keys of one scan that come late or twice, as CR and LF do, press nothing either. */
const LATE_END_MS = 300;
/** No number that anybody scans is longer; of what is, the rest is only kept from the page. */
const LONGEST_CODE = 256;

/** How scanners send the separator of GS1 fields. */
const SEPARATOR = "\u001d";
const MODIFIERS = new Set(["Shift", "CapsLock", "AltGraph", "Control", "Alt", "Meta", "NumLock"]);

/**
 * What was scanned, and the field that had the focus, where one had: `field.type` puts the code
 * there, for codes that are nothing but the field's content.
 *
 * @typedef {{ code: string, field: ScannedField | null }} Scan
 */

/** @typedef {{ id: string, type: (text: string) => void }} ScannedField */

/**
 * Hears the scans of the whole page, and keeps them from typing or pressing anything. Keys are
 * timed by when they were pressed and not by when they come: a busy page hears them late and in one
 * go.
 */
export class Scanner {
  #heard;
  #code = "";
  #keys = 0;
  #began = 0;
  #last = 0;
  /** Whether the keys so far were recognised as a scan. */
  #scanning = false;
  /** Whether these keys were taken for all of a scan, because of the silence behind them. */
  #isTold = false;
  /** @type {Focused | null} */
  #focused = null;
  /** @type {number | undefined} */
  #silence;
  #patience = SILENCE_MS;
  /** When the last scan ended. */
  #ended = -Infinity;
  #endsUntil = -1;

  /** @param {(scan: Scan) => void} heard */
  constructor(heard) {
    this.#heard = heard;
  }

  /** @param {AbortSignal} [signal] ends it */
  listen(signal) {
    addEventListener("keydown", (event) => this.#down(event), { capture: true, signal });
    for (const type of ["pointerdown", "click"]) {
      addEventListener(type, (event) => this.#pressed(event), { capture: true, signal });
    }
  }

  /** @param {KeyboardEvent} event */
  #down(event) {
    if (MODIFIERS.has(event.key)) return;
    if (isEnd(event)) this.#end(event);
    else if (symbolOf(event)) this.#symbol(event, symbolOf(event));
    else this.#other(event);
  }

  /** @param {KeyboardEvent} event a key that no number has; amid a scan it presses nothing */
  #other(event) {
    if (this.#scanning && event.timeStamp - this.#last <= LONGEST_GAP_MS) stop(event);
    else this.#finish();
  }

  /** @param {Event} event somebody presses something: what was scanned before comes first */
  #pressed(event) {
    if (event.timeStamp - this.#last > LONGEST_GAP_MS) this.#finish();
  }

  /** Nothing goes on with these keys any more: a scan is told, and typing is left as it is. */
  #finish() {
    this.#close();
    this.#forget();
  }

  /** Nothing came behind these keys for a while: if it was a scan, it has no end key so far. */
  #close() {
    if (this.#scanning) {
      this.#endsUntil = this.#last + SILENCE_MS + LATE_END_MS;
      this.#patience = SILENCE_MS;
    }
    this.#tell();
  }

  /**
   * @param {KeyboardEvent} event
   * @param {string} symbol
   */
  #symbol(event, symbol) {
    const now = event.timeStamp;
    if (this.#keys > 0 && now - this.#last > LONGEST_GAP_MS) this.#finish();
    if (this.#keys === 0) this.#begin(now);
    // what was told was only the beginning of it
    if (this.#isTold) this.#focused?.restore();
    if (this.#code.length < LONGEST_CODE) this.#code += symbol;
    this.#keys += 1;
    this.#last = now;
    this.#isTold = false;
    if (!this.#scanning && this.#keys >= RECOGNISED && this.#isFast()) this.#recognise();
    const pressesOnly = this.#keys > 1 && !this.#focused?.takesText;
    if (this.#scanning || (pressesOnly && this.#isFast())) stop(event);
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#silenced(), this.#patience);
  }

  /** @param {number} now */
  #begin(now) {
    this.#began = now;
    this.#focused = new Focused(document.activeElement);
    // no hand is so soon behind a scanner's end key: two scanners at once, or one that runs on
    this.#scanning = now - this.#ended <= LONGEST_GAP_MS;
  }

  /** @param {KeyboardEvent} event Enter, Tab or line feed */
  #end(event) {
    const { timeStamp } = event;
    const isLate = !this.#scanning && timeStamp - this.#last > SILENCE_MS;
    if (this.#isTold || isLate) this.#forget();
    if (!this.#scanning && this.#keys >= SHORTEST && this.#isFast()) this.#recognise();
    if (this.#scanning || timeStamp < this.#endsUntil) stop(event);
    this.#endsUntil = this.#scanning ? timeStamp + LATE_END_MS : -1;
    if (this.#scanning) {
      this.#ended = timeStamp;
      this.#patience = SILENCE_BEFORE_END_MS;
    }
    this.#tell();
    this.#forget();
  }

  /** What was typed is kept for a while: keys that are on their way may go on with it. */
  #silenced() {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#forget(), LATE_KEYS_MS);
    this.#close();
  }

  #tell() {
    // less is what a scanner sends behind its end key
    if (!this.#scanning || this.#isTold || this.#keys < SHORTEST) return;
    this.#isTold = true;
    this.#heard({ code: this.#code, field: this.#focused?.asField() ?? null });
  }

  #forget() {
    clearTimeout(this.#silence);
    this.#code = "";
    this.#keys = 0;
    this.#scanning = false;
    this.#isTold = false;
    this.#focused = null;
  }

  #recognise() {
    this.#scanning = true;
    this.#focused?.restore();
  }

  #isFast() {
    return (this.#last - this.#began) / (this.#keys - 1) <= SCANNER_MS_PER_KEY;
  }
}

/** @param {KeyboardEvent} event */
function isEnd({ key, ctrlKey }) {
  return key === "Enter" || key === "Tab" || (ctrlKey && /^[jm]$/i.test(key));
}

/**
 * What the key adds to a code; nothing for keys that no scanner sends, and for a key held down.
 *
 * @param {KeyboardEvent} event
 */
function symbolOf(event) {
  const { key, ctrlKey, altKey, metaKey, repeat, isComposing } = event;
  if (repeat || isComposing) return "";
  if (key === "F8" || (ctrlKey && key === "]")) return SEPARATOR;
  const chord = (ctrlKey || altKey || metaKey) && !event.getModifierState("AltGraph");
  return !chord && key.length === 1 ? key : "";
}

/** @param {Event} event */
function stop(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** @typedef {HTMLInputElement | HTMLTextAreaElement} TextField */

const TEXT_FIELDS = "input:not([type=radio], [type=checkbox], [type=button]), textarea";

/** What had the focus when a burst of keys began, and how it looked then. */
class Focused {
  /** @type {TextField | null} */
  #field = null;
  /** @type {HTMLSelectElement | null} */
  #select = null;
  #value = "";
  #start = 0;
  #end = 0;

  /** @param {Element | null} element */
  constructor(element) {
    if (element?.matches(TEXT_FIELDS)) {
      this.#field = /** @type {TextField} */ (element);
      this.#value = this.#field.value;
      this.#start = this.#field.selectionStart ?? this.#value.length;
      this.#end = this.#field.selectionEnd ?? this.#value.length;
    } else if (element instanceof HTMLSelectElement) {
      this.#select = element;
      this.#value = element.value;
    }
  }

  get takesText() {
    return this.#field !== null;
  }

  /** Takes back what the first keys typed or, in a list, chose. */
  restore() {
    if (this.#field) this.#write(this.#value, this.#start, this.#end);
    if (this.#select && this.#select.value !== this.#value) {
      this.#select.value = this.#value;
      this.#select.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }

  /** @returns {ScannedField | null} */
  asField() {
    const field = this.#field;
    return field && { id: field.id, type: (text) => this.#type(text) };
  }

  /** @param {string} text */
  #type(text) {
    const before = this.#value.slice(0, this.#start);
    const caret = before.length + text.length;
    this.#write(before + text + this.#value.slice(this.#end), caret, caret);
  }

  /**
   * @param {string} value
   * @param {number} start of the selection
   * @param {number} end
   */
  #write(value, start, end) {
    const field = this.#field;
    if (!field?.isConnected || field.value === value) return;
    field.value = field.maxLength > 0 ? value.slice(0, field.maxLength) : value;
    field.setSelectionRange(start, end);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}
