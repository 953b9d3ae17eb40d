import type { Timings } from "../../domain/search/answer.js";

type Stage = Exclude<keyof Timings, "totalMs">;

/** Measures how long each stage of one answer takes. */
export interface Stopwatch {
  time<T>(stage: Stage, work: () => Promise<T> | T): Promise<T>;
  /** The stages so far, rounded to microseconds. */
  read(): Timings;
}

/** @param now a steady clock, in milliseconds */
export function createStopwatch(now: () => number): Stopwatch {
  const startedAt = now();
  const stages: Partial<Record<Stage, number>> = {};
  return {
    async time(stage, work) {
      const stageStart = now();
      try {
        return await work();
      } finally {
        stages[stage] = round((stages[stage] ?? 0) + now() - stageStart);
      }
    },
    read: () => ({ ...stages, totalMs: round(now() - startedAt) }),
  };
}

function round(milliseconds: number): number {
  return Math.round(milliseconds * 1000) / 1000;
}
