import type { YearRange } from "../map-place.js";
import type { TimeWindow } from "../tones.js";
import { chooseYears, toWindow, type Width } from "./year-span.js";

export interface PlayOptions {
  readonly span: YearRange;
  readonly width: Width;
  readonly onTime: (time: TimeWindow) => void;
  readonly onYear: (year: number) => void;
  readonly onEnd: () => void;
}

/** A timeline of any length takes about so long; one year takes no longer than the second, and no less than the third. */
const pace = { wholeMs: 12_000, slowestMs: 1_500, fastestMs: 150 };

/**
 * Plays the years: papers appear one after another. Where the reader prefers reduced motion, all papers of a year appear
 * at once. Returns a function that stops it.
 */
export function playYears({ span, width, onTime, onYear, onEnd }: PlayOptions): () => void {
  const count = span.to - span.from + 1;
  const yearMs = Math.max(pace.fastestMs, Math.min(pace.slowestMs, pace.wholeMs / count));
  const isStepwise = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const startMs = performance.now();
  let frame = 0;
  let shownYear = span.from;
  const step = () => {
    const passed = (performance.now() - startMs) / Math.max(yearMs, isStepwise ? pace.slowestMs : 0);
    const year = Math.min(span.to, span.from + Math.floor(passed));
    if (passed >= count) return onEnd();
    const { from, until } = toWindow(chooseYears(year, width));
    if (!isStepwise || year !== shownYear || frame === 0)
      onTime({ from, until: isStepwise ? until : span.from + passed });
    if (year !== shownYear) onYear(year);
    shownYear = year;
    frame = requestAnimationFrame(step);
  };
  step();
  return () => cancelAnimationFrame(frame);
}
