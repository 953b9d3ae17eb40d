import { createAskPause, type AskPause } from "./ask-pause.js";
import { findPart } from "./elements.js";
import type { Step } from "./navigation.js";
import { modes, parseYear, type Mode, type View } from "./view-address.js";

export interface SearchForm {
  /** Shows what the view asks, without asking it. */
  fill(view: View): void;
  focusBox(): void;
  chooseVenue(venue: string): void;
  clearFilters(): void;
}

interface Fields {
  readonly form: HTMLFormElement;
  readonly box: HTMLInputElement;
  readonly yearFrom: HTMLInputElement;
  readonly yearTo: HTMLInputElement;
  readonly venue: HTMLButtonElement;
}

export function createSearchForm(onAsk: (view: View, step: Step) => void): SearchForm {
  const fields: Fields = {
    form: findPart("search", HTMLFormElement),
    box: findPart("query", HTMLInputElement),
    yearFrom: findPart("year-from", HTMLInputElement),
    yearTo: findPart("year-to", HTMLInputElement),
    venue: findPart("venue", HTMLButtonElement),
  };
  const pause = createAskPause((step) => onAsk(readFields(fields), step));
  watchBox(fields, pause);
  watchOptions(fields, pause);
  return {
    fill(view) {
      pause.cancel();
      pause.settle();
      fillFields(fields, view);
    },
    focusBox() {
      fields.box.focus();
      fields.box.select();
    },
    chooseVenue(venue) {
      showVenue(fields.venue, venue);
      pause.askNow();
    },
    clearFilters() {
      fields.yearFrom.value = "";
      fields.yearTo.value = "";
      showVenue(fields.venue, undefined);
      pause.askNow();
    },
  };
}

function readFields({ form, box, yearFrom, yearTo, venue }: Fields): View {
  const query = box.value.trim();
  if (query === "") return { kind: "home" };
  return {
    kind: "search",
    query,
    mode: readMode(form),
    yearFrom: parseYear(yearFrom.value),
    yearTo: parseYear(yearTo.value),
    venue: venue.value || undefined,
  };
}

function watchBox({ form, box }: Fields, pause: AskPause): void {
  // While a word is composed (Japanese, Chinese, Korean), the box holds half a word.
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

function watchOptions(fields: Fields, pause: AskPause): void {
  for (const radio of readRadios(fields.form)) radio.addEventListener("change", pause.askNow);
  for (const year of [fields.yearFrom, fields.yearTo]) {
    year.addEventListener("input", () => {
      const isWhole = year.value.trim() === "" || parseYear(year.value) !== undefined;
      year.setAttribute("aria-invalid", String(!isWhole));
      if (isWhole) pause.askNow();
    });
  }
  fields.venue.addEventListener("click", () => {
    showVenue(fields.venue, undefined);
    fields.box.focus();
    pause.askNow();
  });
}

function fillFields(fields: Fields, view: View): void {
  fields.box.value = view.kind === "search" ? view.query : "";
  if (view.kind !== "search") return;
  for (const radio of readRadios(fields.form)) radio.checked = radio.value === view.mode;
  fields.yearFrom.value = String(view.yearFrom ?? "");
  fields.yearTo.value = String(view.yearTo ?? "");
  showVenue(fields.venue, view.venue);
}

/** The button that removes the filter is also where its value is kept. */
function showVenue(button: HTMLButtonElement, venue: string | undefined): void {
  button.hidden = venue === undefined;
  button.value = venue ?? "";
  button.textContent = venue ?? "";
  button.setAttribute("aria-label", `Published in ${venue ?? ""}: remove this filter`);
}

function readMode(form: HTMLFormElement): Mode {
  const chosen = readRadios(form).find((radio) => radio.checked)?.value;
  return modes.find((mode) => mode === chosen) ?? "hybrid";
}

function readRadios(form: HTMLFormElement): HTMLInputElement[] {
  return [...form.querySelectorAll<HTMLInputElement>("input[name=mode]")];
}
