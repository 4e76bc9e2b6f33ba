// @ts-check
/** @import { Actions, BacktestReport, Labels, LabelSource } from "../../types.js" */
/** @import { ModelDrift, ModelItem, Models } from "../../types.js" */

import { wordsOf } from "../../lib/api.js";
import { count, dayTime, storeName } from "../../lib/format.js";
import { flag, html, icon } from "../../lib/html.js";
import { board } from "../board.js";
import { cellsOf, column, headOf, name, number } from "../columns.js";
import { addressWith } from "../filters.js";
import { loading } from "../list-states.js";
import { tableCard, UNNAMED, whenRead } from "../page-parts.js";
import { Panel } from "../panel.js";
import { Reading } from "../reading.js";
import { reported } from "./change-bar.js";
import { driftCards } from "./model-drift.js";

const DAYS = 30;

/** @type {Record<LabelSource, string>} */
const SOURCES = {
  RESOLUTION: "A reviewer's verdict",
  FINDING: "The merged history shows it",
  DISPUTE: "The payment was charged back",
  MATURITY: "Paid, and 45 days without a word against it",
};

const COLUMNS = [
  name("Model", "mono"),
  column("Brought"),
  column("By"),
  column("How well it ranks"),
  column("State"),
  column(UNNAMED, "doings"),
];
const LABELS = [name("Known from"), number("Fraud"), number("Honest")];

/** Trained models: which judges, which is on trial, what they learn from, and promoting one. */
class ModelsPanel extends Panel {
  /** @type {Reading<Models>} */
  #models = new Reading(() => this.update());
  /** @type {Reading<Labels>} */
  #labels = new Reading(() => this.update());
  /** @type {Reading<ModelDrift>} */
  #drift = new Reading(() => this.update());
  /** @type {Reading<BacktestReport>} */
  #tried = new Reading(() => this.update());
  /** The model that was tried on the past, which may be promoted then. */
  #of = "";
  #isBusy = false;
  /** @type {unknown} */
  #problem = null;

  /** @type {Actions} */
  actions = {
    retry: () => this.start(),
    tryOut: (button) => this.#tryOut(button.value),
    promote: (button) => this.#act(`/models/${button.value}/promotion`),
    rollBack: () => this.#act("/models/rollback"),
  };

  start() {
    this.#models.ask("", () => board.api.get("/models"));
    this.#labels.ask("", () => board.api.get("/models/labels"));
    this.#drift.ask("", () => board.api.get("/models/drift"));
  }

  view() {
    // what is drawn one after the other jumps
    if ([this.#models, this.#labels, this.#drift].some(isAwaited)) return loading("Loading");
    return html`${
      Boolean(this.#problem) &&
      html`<p class="notice block" role="alert">${icon("alert")}${wordsOf(this.#problem)}</p>`
    }${whenRead(this.#models, (answer) => this.#table(answer))}
    ${this.#of && whenRead(this.#tried, reported)}
    ${whenRead(this.#drift, driftCards)}
    ${whenRead(this.#labels, labelTable)}`;
  }

  /** @param {Models} models */
  #table(models) {
    const { detail, proposal, champion, items } = models;
    const waits =
      proposal &&
      html` ${proposal.by} (${storeName(proposal.storeId)}) proposed to promote
        <span class="mono">${short(proposal.model)}</span> ${dayTime(proposal.at)}: a second person
        promotes it.`;
    return tableCard({
      id: "models",
      title: "Trained models",
      note: html`In force here: ${detail}. The rule Model says whether its points count.${waits}`,
      tools:
        isAdmin() &&
        champion !== null &&
        html`<button type="button" class="button danger" data-click="rollBack"
          ${flag("disabled", this.#isBusy)}>Roll back</button>`,
      head: headOf(COLUMNS),
      rows: items.map((item) => this.#row(item, models)),
      empty: "No model was brought. docs/model.md says how one is trained.",
    });
  }

  /**
   * @param {ModelItem} item
   * @param {Models} models
   */
  #row(item, { champion, challenger, proposal }) {
    const { model, at, by, storeId, problem, card } = item;
    const isChampion = model === champion;
    const acts =
      isAdmin() &&
      !isChampion &&
      html`<button type="button" class="button" value="${model}" data-click="tryOut"
          ${flag("disabled", this.#isBusy)}>Try on the last ${DAYS} days</button>
        <button type="button" class="button primary" value="${model}" data-click="promote"
          ${flag("disabled", this.#isBusy || this.#of !== model || !this.#tried.answer)}>${
            proposal?.model === model ? "Promote in every store" : "Propose to promote"
          }</button>`;
    return html`<tr data-key="${model}">${cellsOf(COLUMNS, [
      short(model),
      dayTime(at),
      html`${by}<span class="soft small block">${storeName(storeId)}</span>`,
      figuresOf(card),
      html`${stateChip(isChampion, model === challenger)}${
        problem && html`<span class="soft small block">${problem}</span>`
      }`,
      acts,
    ])}</tr>`;
  }

  /** @param {string} model */
  #tryOut(model) {
    this.#of = model;
    this.#tried.answer = null;
    this.#tried.ask(model, async () => {
      const rules = await board.api.get("/rules");
      return board.api.post("/rules/backtest", { rules, days: DAYS, model });
    });
  }

  /** @param {`/models/${string}/promotion` | "/models/rollback"} path */
  async #act(path) {
    this.#isBusy = true;
    this.#problem = null;
    this.update();
    try {
      await board.api.post(path, {});
      this.#of = "";
    } catch (problem) {
      this.#problem = problem;
    }
    this.#isBusy = false;
    this.#models.ask("again", () => board.api.get("/models"));
  }
}

/** @param {Labels} labels */
const labelTable = ({ returns, frauds, honest, sources }) =>
  tableCard({
    id: "labels",
    title: "Labels so far",
    note: html`Of ${count(returns)} returns that a model may learn from, ${count(frauds)} are known
      to be frauds and ${count(honest)} to be honest. Training needs 50 frauds. Paid returns that
      were chosen by chance wait in the
      <a href="${addressWith({ page: "sample" })}">blind review</a>.`,
    head: headOf(LABELS),
    rows: sources.map(
      ({ source, frauds, honest: known }) =>
        html`<tr data-key="${source}">${cellsOf(LABELS, [
          SOURCES[source],
          count(frauds),
          count(known),
        ])}</tr>`,
    ),
  });

/** @param {{ answer: unknown, problem: unknown }} reading */
const isAwaited = ({ answer, problem }) => !answer && !problem;

/** @param {string} hash */
const short = (hash) => hash.slice(0, 12);

/**
 * What the card says of the returns that the model did not learn from.
 *
 * @param {string | null} card
 */
function figuresOf(card) {
  const figures = card === null ? undefined : JSON.parse(card).figures;
  const precision = figures?.averagePrecision?.value;
  return typeof precision === "number"
    ? `average precision ${precision.toFixed(2)}`
    : html`<span class="soft">no card</span>`;
}

/**
 * @param {boolean} isChampion
 * @param {boolean} isChallenger
 */
function stateChip(isChampion, isChallenger) {
  if (isChampion) return html`<span class="chip approve">${icon("check")}Champion</span>`;
  return isChallenger
    ? html`<span class="chip review">${icon("eye")}Challenger</span>`
    : html`<span class="chip">Earlier</span>`;
}

const isAdmin = () => board.session.who?.role.toLowerCase() === "admin";

customElements.define("tw-models", ModelsPanel);
