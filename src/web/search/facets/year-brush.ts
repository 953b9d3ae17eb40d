import { formatPapers } from "../../../domain/text/amounts.js";
import { createElement } from "../../shared/elements.js";
import { parseYear } from "../filters.js";
import { findBar, openEnds, scaleYears, type YearBar, type YearCount, type YearScale } from "./year-scale.js";

export interface YearRange {
  readonly yearFrom: number | undefined;
  readonly yearTo: number | undefined;
}

export interface YearBrush {
  readonly element: HTMLElement;
  show(counts: readonly YearCount[], range: YearRange): void;
}

/**
 * A histogram of years for selecting a range: by dragging over the bars, by its two handles (sliders, so that they work
 * with the keyboard too), or by typing the years.
 */
export function createYearBrush(onChange: (range: YearRange) => void): YearBrush {
  const parts = createParts();
  parts.element.hidden = true;
  let scale: YearScale | undefined;
  const paint = () => {
    if (!scale) return;
    paintRange(parts, scale);
    showFields(parts, openEnds(scale, readRange(parts)));
  };
  const ask = () => scale && onChange(openEnds(scale, readRange(parts)));
  for (const handle of [parts.from, parts.to]) {
    handle.addEventListener("input", () => {
      if (scale) keepOrder(parts, scale, handle);
      paint();
    });
    handle.addEventListener("change", ask);
  }
  watchFields(parts, onChange);
  watchDragging(parts, {
    readScale: () => scale,
    onDrag: paint,
    onDragEnd: ask,
  });
  return {
    element: parts.element,
    show(counts, range) {
      scale = scaleYears(counts);
      parts.plot.hidden = scale === undefined;
      parts.element.hidden = scale === undefined && range.yearFrom === undefined && range.yearTo === undefined;
      showFields(parts, range);
      if (scale) showScale(parts, scale, range);
    },
  };
}

type Parts = ReturnType<typeof createParts>;

function createParts() {
  const bars = createElement("div", { className: "bars", attributes: { "aria-hidden": "true" } });
  const createHandle = (label: string) =>
    createElement("input", { className: "handle", attributes: { type: "range", step: "1", "aria-label": label } });
  const createField = (id: string, label: string) =>
    createElement("input", { attributes: { id, inputmode: "numeric", maxlength: "4", "aria-label": label } });
  const from = createHandle("From year, slider");
  const to = createHandle("To year, slider");
  const fromField = createField("year-from", "First year");
  const toField = createField("year-to", "Last year");
  const plot = createElement("div", { className: "plot" }, [bars, from, to]);
  const fields = createElement("div", { className: "year-fields" }, [fromField, "–", toField]);
  const legend = createElement("legend", { text: "Year" });
  const element = createElement("fieldset", { className: "facet years" }, [legend, plot, fields]);
  return { element, plot, bars, from, to, fromField, toField };
}

/** Keeps the scale of the handles while the years stay the same, so that a handle being dragged does not jump. */
function showScale(parts: Parts, scale: YearScale, { yearFrom, yearTo }: YearRange): void {
  parts.bars.replaceChildren(...scale.bars.map(createBar));
  // A range starts at the left edge of its first bar and ends at the right edge of its last one.
  const end = scale.first + scale.bars.length * scale.step;
  setBounds(parts.from, scale.first, end);
  setBounds(parts.to, scale.first - 1, end - 1);
  parts.from.value = String(yearFrom ?? scale.first);
  parts.to.value = String(yearTo ?? scale.last);
  parts.fromField.placeholder = String(scale.first);
  parts.toField.placeholder = String(scale.last);
  paintRange(parts, scale);
}

function setBounds(handle: HTMLInputElement, min: number, max: number): void {
  handle.min = String(min);
  handle.max = String(max);
}

function createBar({ from, to, count, height }: YearBar): HTMLElement {
  const years = from === to ? String(from) : `${from}–${to}`;
  const bar = createElement("span", { attributes: { title: `${years}: ${formatPapers(count)}` } });
  // A year with few papers stays visible.
  bar.style.height = count === 0 ? "0" : `max(2px, ${(height * 100).toFixed(1)}%)`;
  return bar;
}

function paintRange(parts: Parts, { bars }: YearScale): void {
  const [from, to] = readRange(parts);
  for (const [at, bar] of bars.entries()) {
    parts.bars.children[at]?.classList.toggle("outside", bar.to < from || bar.from > to);
  }
}

function readRange({ from, to }: Parts): [from: number, to: number] {
  return [Number(from.value), Number(to.value)];
}

/** A handle stays on the axis, and pushes the other one when they meet. */
function keepOrder({ from, to }: Parts, { first, last }: YearScale, moved: HTMLInputElement): void {
  const year = Math.min(Math.max(Number(moved.value), first), last);
  moved.value = String(year);
  if (moved === from && Number(to.value) < year) to.value = String(year);
  if (moved === to && Number(from.value) > year) from.value = String(year);
}

function showFields({ fromField, toField }: Parts, { yearFrom, yearTo }: YearRange): void {
  for (const [field, year] of [
    [fromField, yearFrom],
    [toField, yearTo],
  ] as const) {
    // An answer to the previous range does not overwrite a year that is still being typed.
    if (field === document.activeElement && field.getAttribute("aria-invalid") === "true") continue;
    field.setAttribute("aria-invalid", "false");
    field.value = String(year ?? "");
  }
}

function watchFields({ fromField, toField }: Parts, onChange: (range: YearRange) => void): void {
  for (const field of [fromField, toField]) {
    field.addEventListener("input", () => {
      const isComplete = field.value.trim() === "" || parseYear(field.value) !== undefined;
      field.setAttribute("aria-invalid", String(!isComplete));
      if (isComplete) onChange({ yearFrom: parseYear(fromField.value), yearTo: parseYear(toField.value) });
    });
  }
}

interface DragEvents {
  readonly readScale: () => YearScale | undefined;
  readonly onDrag: () => void;
  readonly onDragEnd: () => void;
}

/** Mouse, pen and touch: selects from where the pointer goes down to where it goes up. A click selects one bar. */
function watchDragging(parts: Parts, { readScale, onDrag, onDragEnd }: DragEvents): void {
  const { bars } = parts;
  let start: YearBar | undefined;
  const findBarAt = (event: PointerEvent, scale: YearScale) => {
    const { left, width } = bars.getBoundingClientRect();
    return findBar(scale, (event.clientX - left) / width);
  };
  const drag = (event: PointerEvent) => {
    const scale = readScale();
    if (!scale || !start) return;
    const end = findBarAt(event, scale);
    parts.from.value = String(Math.min(start.from, end.from));
    parts.to.value = String(Math.max(start.to, end.to));
    onDrag();
  };
  bars.addEventListener("pointerdown", (event) => {
    const scale = readScale();
    if (!scale || event.button !== 0) return;
    bars.setPointerCapture(event.pointerId);
    start = findBarAt(event, scale);
    drag(event);
  });
  bars.addEventListener("pointermove", drag);
  bars.addEventListener("pointerup", () => {
    if (start) onDragEnd();
    start = undefined;
  });
  bars.addEventListener("pointercancel", () => {
    start = undefined;
  });
}
