import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { formatPapers } from "../../../domain/text/amounts.js";
import { parseYear } from "../filters.js";
import { type BarRange, findBar, findBars, nameBar, scaleYears, toYears } from "./year-scale.js";
import type { YearBar, YearCount, YearRange, YearScale } from "./year-scale.js";

interface YearBrushProps {
  readonly counts: readonly YearCount[];
  readonly range: YearRange;
  readonly onChange: (range: YearRange) => void;
}

/**
 * A histogram of years for selecting a range: by dragging over the bars, by its two handles (sliders, so that they work
 * with the keyboard too), or by typing the years.
 */
export function YearBrush({ counts, range, onChange }: YearBrushProps) {
  const scale = useScale(counts, range);
  /** What is being selected, before it is asked for. In years: meanwhile, an answer may come with other bars. */
  const [draft, setDraft] = useState<YearRange>();
  // Not after the paint: a key that came before would be undone between its input and its change.
  useLayoutEffect(() => setDraft(undefined), [range.yearFrom, range.yearTo]);
  if (!scale && range.yearFrom === undefined && range.yearTo === undefined) return null;
  const shown = draft ?? range;
  return (
    <fieldset class="facet years">
      <legend>Year</legend>
      {scale && <Plot scale={scale} range={range} shown={shown} onDraw={setDraft} onDrawn={onChange} />}
      <div class="year-fields">
        <YearField
          name="yearFrom"
          label="First year"
          year={shown.yearFrom}
          onYear={(yearFrom) => onChange({ ...range, yearFrom })}
          hint={scale?.bars[0]?.from}
        />
        –
        <YearField
          name="yearTo"
          label="Last year"
          year={shown.yearTo}
          onYear={(yearTo) => onChange({ ...range, yearTo })}
          hint={scale?.bars.at(-1)?.to}
        />
      </div>
    </fieldset>
  );
}

interface PlotProps {
  readonly scale: YearScale;
  readonly range: YearRange;
  readonly shown: YearRange;
  readonly onDraw: (range: YearRange | undefined) => void;
  readonly onDrawn: (range: YearRange) => void;
}

function Plot({ scale, range, shown, onDraw, onDrawn }: PlotProps) {
  const chosen = findBars(scale, shown);
  const draw = (bars: BarRange | undefined) => onDraw(bars && keepTyped(scale, range, bars));
  const ask = (bars: BarRange) => onDrawn(keepTyped(scale, range, bars));
  return (
    <div class="plot scripted">
      <Bars scale={scale} chosen={chosen} onDraw={draw} onDrawn={ask} />
      <Handles scale={scale} chosen={chosen} onMove={draw} onMoved={ask} />
      <TailNames scale={scale} />
    </div>
  );
}

/** Papers of fewer than two years are shown on the axis of those before, so that nothing moves under the pointer. */
function useScale(counts: readonly YearCount[], range: YearRange): YearScale | undefined {
  const before = useRef<readonly YearCount[]>([]);
  const scale = scaleYears(counts, range);
  if (!scale) return scaleYears([...before.current, ...counts], range);
  const ends = scale.bars.flatMap(({ from, to, tail }, at) => (tail ? [at === 0 ? from : to] : [from, to]));
  before.current = ends.map((value) => ({ value, count: 0 }));
  return scale;
}

/** A bar of several years does not widen a range that was typed, unless its own handle was moved. */
function keepTyped(scale: YearScale, range: YearRange, bars: BarRange): YearRange {
  const [first, last] = findBars(scale, range);
  const moved = toYears(scale, bars);
  return {
    yearFrom: bars[0] === first ? range.yearFrom : moved.yearFrom,
    yearTo: bars[1] === last ? range.yearTo : moved.yearTo,
  };
}

interface BarsProps {
  readonly scale: YearScale;
  readonly chosen: BarRange;
  readonly onDraw: (bars: BarRange | undefined) => void;
  readonly onDrawn: (bars: BarRange) => void;
}

/** A year with few papers stays visible. */
const minHeight = 4;

/** Mouse, pen and touch: selects from where the pointer goes down to where it goes up. A click selects one bar. */
function Bars({ scale, chosen, onDraw, onDrawn }: BarsProps) {
  const start = useRef<number>(undefined);
  const drawTo = (event: PointerEvent & { currentTarget: Element }): BarRange | undefined => {
    if (start.current === undefined) return undefined;
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const end = findBar(scale, (event.clientX - left) / width);
    return [Math.min(start.current, end), Math.max(start.current, end)];
  };
  const stop = () => (start.current = undefined);
  return (
    <svg
      class="bars"
      viewBox={`0 0 ${scale.bars.length} 100`}
      preserveAspectRatio="none"
      aria-hidden="true"
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        const { left, width } = event.currentTarget.getBoundingClientRect();
        start.current = findBar(scale, (event.clientX - left) / width);
        onDraw(drawTo(event));
      }}
      onPointerMove={(event) => start.current !== undefined && onDraw(drawTo(event))}
      onPointerUp={(event) => {
        const drawn = drawTo(event);
        stop();
        if (drawn) onDrawn(drawn);
      }}
      onPointerCancel={() => {
        stop();
        onDraw(undefined);
      }}
    >
      {scale.bars.map((bar, at) => (
        <Bar key={bar.from} bar={bar} at={at} isOutside={at < chosen[0] || at > chosen[1]} />
      ))}
    </svg>
  );
}

function Bar({ bar, at, isOutside }: { readonly bar: YearBar; readonly at: number; readonly isOutside: boolean }) {
  const height = bar.count === 0 ? 0 : Math.max(minHeight, bar.height * 100);
  return (
    <rect class={isOutside ? "outside" : undefined} x={at + 0.1} width={0.8} y={100 - height} height={height}>
      <title>{`${nameBar(bar)}: ${formatPapers(bar.count)}`}</title>
    </rect>
  );
}

interface HandlesProps {
  readonly scale: YearScale;
  readonly chosen: BarRange;
  readonly onMove: (bars: BarRange) => void;
  readonly onMoved: (bars: BarRange) => void;
}

/** A handle pushes the other one when they meet. */
function Handles({ scale, chosen: [first, last], onMove, onMoved }: HandlesProps) {
  const end = scale.bars.length - 1;
  const read = (event: Event) => {
    const input = event.currentTarget as HTMLInputElement;
    const place = Math.min(Math.max(Number(input.value), 0), end);
    input.value = String(place);
    return place;
  };
  const from = (place: number): BarRange => [place, Math.max(last, place)];
  const to = (place: number): BarRange => [Math.min(first, place), place];
  return (
    <>
      <input
        class="handle"
        type="range"
        aria-label="From year, slider"
        aria-valuetext={nameBar(scale.bars[first]!)}
        min={0}
        max={end + 1}
        value={first}
        onInput={(event) => onMove(from(read(event)))}
        onChange={(event) => onMoved(from(read(event)))}
      />
      <input
        class="handle"
        type="range"
        aria-label="To year, slider"
        aria-valuetext={nameBar(scale.bars[last]!)}
        min={-1}
        max={end}
        value={last}
        onInput={(event) => onMove(to(read(event)))}
        onChange={(event) => onMoved(to(read(event)))}
      />
    </>
  );
}

/** Which bars are not of the same size as the others. */
function TailNames({ scale: { bars } }: { readonly scale: YearScale }) {
  const [before, after] = [bars[0]?.tail, bars.at(-1)?.tail];
  if (before === undefined && after === undefined) return null;
  return (
    <p class="tails">
      <span>{before}</span>
      <span>{after}</span>
    </p>
  );
}

interface YearFieldProps {
  readonly name: string;
  readonly label: string;
  readonly year: number | undefined;
  readonly hint: number | undefined;
  readonly onYear: (year: number | undefined) => void;
}

/** Asks as soon as the year is whole. An answer to another year does not overwrite one that is still being typed. */
function YearField({ name, label, year, hint, onYear }: YearFieldProps) {
  const [typed, setTyped] = useState<string>();
  useLayoutEffect(() => setTyped(undefined), [year]);
  const read = (event: Event) => {
    const text = (event.currentTarget as HTMLInputElement).value;
    const isWhole = text.trim() === "" || parseYear(text) !== undefined;
    setTyped(isWhole ? undefined : text);
    if (isWhole) onYear(parseYear(text));
  };
  return (
    <input
      form="search"
      name={name}
      inputMode="numeric"
      maxLength={4}
      aria-label={label}
      aria-invalid={typed !== undefined}
      placeholder={hint === undefined ? "" : String(hint)}
      value={typed ?? year ?? ""}
      onInput={read}
    />
  );
}
