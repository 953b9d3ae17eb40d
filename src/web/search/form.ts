import { createAskPause, type AskPause } from "./ask-pause.js";
import { findPart } from "../shared/elements.js";
import { noFilters, type Filters } from "./filters.js";
import type { Step } from "../shell/navigation.js";
import { modes, sorts, defaultWeight, type View } from "../shell/view-address.js";

export interface SearchForm {
  /** Shows the search of the view without running it. */
  fill(view: View): void;
  focusBox(): void;
  /** Runs the same search with other filters. */
  changeFilters(change: (filters: Filters) => Filters): void;
}

interface Fields {
  readonly form: HTMLFormElement;
  readonly box: HTMLInputElement;
  readonly weight: HTMLInputElement;
  readonly weightField: HTMLElement;
}

export function createSearchForm(onAsk: (view: View, step: Step) => void): SearchForm {
  const fields: Fields = {
    form: findPart("search", HTMLFormElement),
    box: findPart("query", HTMLInputElement),
    weight: findPart("weight", HTMLInputElement),
    weightField: findPart("weight-field", HTMLElement),
  };
  let filters = noFilters;
  const pause = createAskPause((step, isUnfinished) => {
    const view = readFields(fields, filters);
    // A blank after it says that the last word is whole.
    const isOpen = isUnfinished && !fields.box.value.endsWith(" ");
    onAsk(view.kind === "search" ? { ...view, isUnfinished: isOpen } : view, step);
  });
  watchBox(fields, pause);
  watchChoices(fields, pause);
  showWeight(fields);
  return {
    fill(view) {
      pause.cancel();
      pause.settle();
      filters = view.kind === "search" ? view.filters : noFilters;
      fillFields(fields, view);
    },
    focusBox() {
      fields.box.focus();
      fields.box.select();
    },
    changeFilters(change) {
      filters = change(filters);
      pause.askNow();
    },
  };
}

function readFields({ form, box, weight }: Fields, filters: Filters): View {
  const query = box.value.trim();
  if (query === "") return { kind: "home" };
  const mode = readChoice(form, "mode", modes);
  const chosenWeight = Number(weight.value);
  return {
    kind: "search",
    query,
    mode,
    semanticWeight: mode === "hybrid" && chosenWeight !== defaultWeight ? chosenWeight : undefined,
    sort: readChoice(form, "sort", sorts),
    filters,
    isTyped: false,
    showsAll: false,
  };
}

function watchBox({ form, box }: Fields, pause: AskPause): void {
  // While a word is composed (Japanese, Chinese, Korean), the box contains half a word.
  box.addEventListener("input", (event) => {
    if (!(event instanceof InputEvent && event.isComposing)) pause.askLater();
  });
  box.addEventListener("compositionend", pause.askLater);
  box.addEventListener("blur", pause.settle);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    pause.askNow();
    // On a phone the keyboard would cover the papers.
    if (matchMedia("(pointer: coarse)").matches) box.blur();
  });
}

function watchChoices(fields: Fields, pause: AskPause): void {
  for (const radio of fields.form.querySelectorAll<HTMLInputElement>("input[type=radio]")) {
    radio.addEventListener("change", () => {
      showWeight(fields);
      pause.askNow();
    });
  }
  fields.weight.addEventListener("input", () => {
    showWeight(fields);
    pause.askLater();
  });
  fields.weight.addEventListener("change", pause.settle);
}

function fillFields(fields: Fields, view: View): void {
  fields.box.value = view.kind === "search" ? view.query : "";
  if (view.kind !== "search") return;
  choose(fields.form, "mode", view.mode);
  choose(fields.form, "sort", view.sort);
  fields.weight.value = String(view.semanticWeight ?? defaultWeight);
  showWeight(fields);
}

/** The slider applies only to the hybrid mode, which combines keywords and meaning. */
function showWeight({ form, weight, weightField }: Fields): void {
  weightField.hidden = readChoice(form, "mode", modes) !== "hybrid";
  weight.setAttribute("aria-valuetext", `${Math.round(Number(weight.value) * 100)}% meaning`);
}

function readChoice<Name extends string>(form: HTMLFormElement, field: string, names: readonly Name[]): Name {
  const chosen = form.querySelector<HTMLInputElement>(`input[name=${field}]:checked`)?.value;
  return names.find((name) => name === chosen) ?? names[0]!;
}

function choose(form: HTMLFormElement, field: string, value: string): void {
  for (const radio of form.querySelectorAll<HTMLInputElement>(`input[name=${field}]`))
    radio.checked = radio.value === value;
}
