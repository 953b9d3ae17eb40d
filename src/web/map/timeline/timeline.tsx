import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { formatPapers } from "../../../domain/text/amounts.js";
import type { MapData } from "../data.js";
import type { YearRange } from "../map-place.js";
import type { TimeWindow } from "../tones.js";
import { playYears } from "./play-years.js";
import { chooseYears, findYearSpan, readTimeline, toWindow, type Width, widths, type YearSpan } from "./year-span.js";

interface TimelineProps {
  readonly data: MapData;
  /** The years that are shown; all if absent. */
  readonly years: YearRange | undefined;
  /** Another moment is to be shown, many times a second while the years play. */
  readonly onTime: (time: TimeWindow | undefined) => void;
  /** The years that are shown from now on. */
  readonly onYears: (years: YearRange | undefined) => void;
}

/** The years of the papers, one after another: by hand, or played. */
export function Timeline({ data, years, onTime, onYears }: TimelineProps) {
  const span = useMemo(() => findYearSpan(data.years), [data]);
  if (!span || span.from === span.to) return null;
  return <YearControls span={span} {...{ data, years, onTime, onYears }} />;
}

const widthNames: Record<Width, string> = {
  all: "up to this year",
  1: "this year only",
  3: "3 years",
  5: "5 years",
  10: "10 years",
};

type ControlsProps = TimelineProps & { readonly span: YearSpan };

/** The year at which the timeline is, and what moves it. */
function useTimeline({ span, years, onTime, onYears }: ControlsProps) {
  const chosen = years && readTimeline(span, years);
  const [playedYear, setPlayedYear] = useState<number>();
  const width = chosen?.width ?? "all";
  const year = playedYear ?? chosen?.year ?? span.to;
  const stop = useRef<(() => void) | undefined>(undefined);
  useEffect(() => () => stop.current?.(), []);
  const pause = () => {
    stop.current?.();
    stop.current = undefined;
    setPlayedYear(undefined);
  };
  const choose = (to: number, wide: Width) => {
    pause();
    onYears(to === span.to && wide === "all" ? undefined : chooseYears(to, wide));
  };
  const play = () => {
    const from = year >= span.to ? span.from : year;
    setPlayedYear(from);
    stop.current = playYears({
      span: { from, to: span.to },
      width,
      onTime,
      onYear: setPlayedYear,
      onEnd: () => choose(span.to, width),
    });
  };
  return { year, width, isPlaying: playedYear !== undefined, choose, play };
}

function YearControls(props: ControlsProps) {
  const { span, data, years } = props;
  const { year, width, isPlaying, choose, play } = useTimeline(props);
  const shown = isPlaying || years ? chooseYears(year, width) : undefined;
  return (
    <div class="timeline" role="group" aria-label="Years">
      <button
        class="play"
        type="button"
        aria-label={isPlaying ? "Pause the years" : "Play the years"}
        onClick={() => (isPlaying ? choose(year, width) : play())}
      >
        {isPlaying ? "❚❚" : "▶"}
      </button>
      <div class="years" style={{ "--years": span.counts.length }}>
        <Bars counts={span.counts} from={span.from} shown={shown} />
        <input
          class="slider"
          type="range"
          min={span.from}
          max={span.to}
          step={1}
          value={year}
          aria-label="Year"
          aria-valuetext={describe(year, width)}
          onInput={(event) => choose(Number(event.currentTarget.value), width)}
        />
      </div>
      <output class="shown-years">
        {shown ? describe(year, width) : `${span.from}–${span.to}`}
        <span class="soft"> {formatPapers(countShown(data, shown))}</span>
      </output>
      <WidthChoice width={width} onChoose={(wide) => choose(year, wide)} />
      {years && (
        <button class="quiet" type="button" onClick={() => choose(span.to, "all")}>
          All years
        </button>
      )}
    </div>
  );
}

interface WidthChoiceProps {
  readonly width: Width;
  readonly onChoose: (width: Width) => void;
}

function WidthChoice({ width, onChoose }: WidthChoiceProps) {
  return (
    <select
      aria-label="Papers shown"
      value={String(width)}
      onChange={(event) => onChoose(widths.find((one) => String(one) === event.currentTarget.value) ?? "all")}
    >
      {widths.map((one) => (
        <option value={String(one)}>{widthNames[one]}</option>
      ))}
    </select>
  );
}

function describe(year: number, width: Width): string {
  if (width === "all") return `until ${year}`;
  return width === 1 ? String(year) : `${year - width + 1}–${year}`;
}

function countShown({ years, count }: MapData, shown: YearRange | undefined): number {
  if (!shown) return count;
  const { from, until } = toWindow(shown);
  return years.reduce((sum, year) => sum + (year >= Math.max(1, from) && year < until ? 1 : 0), 0);
}

interface BarsProps {
  readonly counts: readonly number[];
  readonly from: number;
  readonly shown: YearRange | undefined;
}

/** How many papers each year has. */
function Bars({ counts, from, shown }: BarsProps) {
  const most = Math.max(...counts);
  return (
    <svg viewBox={`0 0 ${counts.length} 1`} preserveAspectRatio="none" aria-hidden="true">
      {counts.map((count, at) => {
        const isShown = !shown || (from + at >= shown.from && from + at <= shown.to);
        const height = count === 0 ? 0 : Math.max(0.06, count / most);
        return <rect class={isShown ? "in" : ""} x={at + 0.1} width={0.8} y={1 - height} height={height} />;
      })}
    </svg>
  );
}
