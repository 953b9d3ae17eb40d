import { boundRelevantLeft, countUntilRecall } from "../../../src/domain/screening/bound-left.js";
import { enoughForEstimate } from "../../../src/domain/screening/describe-left.js";
import { estimateRelevantLeft } from "../../../src/domain/screening/estimate-left.js";
import { computeMean } from "../../../src/domain/evaluation/resampling.js";
import { formatTable } from "../statistics.js";
import type { Reading } from "./simulate.js";

export interface ReadingsOf {
  readonly name: string;
  readonly readings: readonly Reading[];
}

const shares = [0.02, 0.05, 0.1, 0.2, 0.3, 0.5];
/** For how often the limit holds throughout a review. */
const manyShares = Array.from({ length: 39 }, (_, at) => 0.02 * (at + 1));
const target = 0.95;

/**
 * How often the limit of the estimate and the bound hold, and how far they are from the truth, at the moments at which a
 * reader is shown them.
 */
export function formatEstimates(collections: readonly ReadingsOf[]): string {
  const head = ["collection", "read", "reviews", "found", "left", "likely", "at most", "holds", "bound", "holds"];
  const rows = collections.flatMap(({ name, readings }) =>
    shares.flatMap((share) => {
      const cases = readings.flatMap((reading) => estimateAfter(reading, share) ?? []);
      if (cases.length === 0) return [];
      const mean = (read: (value: (typeof cases)[number]) => number) => computeMean(cases.map(read));
      const show = (read: (value: (typeof cases)[number]) => number) => mean(read).toFixed(1);
      const row = [
        name,
        `${100 * share} %`,
        String(cases.length),
        show(({ found }) => found),
        show(({ left }) => left),
        show(({ likely }) => likely),
        show(({ high }) => high),
        mean(({ high, left }) => (left <= high ? 1 : 0)).toFixed(2),
        show(({ bound }) => bound),
        mean(({ bound, left }) => (left <= bound ? 1 : 0)).toFixed(2),
      ];
      return [row];
    }),
  );
  return formatTable(head, rows);
}

/** Undefined while a reader is shown none. */
function estimateAfter({ labels, relevant }: Reading, share: number) {
  const count = Math.round(share * labels.length);
  const read = { labels: labels.subarray(0, count), left: labels.length - count };
  const found = read.labels.reduce((sum, label) => sum + label, 0);
  if (count < enoughForEstimate.decisions || found < enoughForEstimate.included) return undefined;
  return { found, left: relevant - found, bound: boundRelevantLeft(read), ...estimateRelevantLeft(read) };
}

/** The share of reviews throughout which the limit of the estimate held. */
export function formatThroughout(collections: readonly ReadingsOf[]): string {
  const rows = collections.map(({ name, readings }) => {
    const held = readings.flatMap((reading) => {
      const shown = manyShares.flatMap((share) => estimateAfter(reading, share) ?? []);
      return shown.length === 0 ? [] : [shown.every(({ high, left }) => left <= high) ? 1 : 0];
    });
    return [name, String(held.length), computeMean(held).toFixed(2)];
  });
  return formatTable(["collection", "reviews", "limit held throughout"], rows);
}

/** What remains of the work if reading ends as soon as 95 % are shown to be found. */
export function formatStopping(collections: readonly ReadingsOf[]): string {
  const rows = collections.map(({ name, readings }) => {
    const stops = readings.map((reading) => ({ reading, at: findStop(reading) }));
    const recalls = stops.map(
      ({ reading: { labels, relevant }, at }) =>
        labels.subarray(0, at).reduce((sum, label) => sum + label, 0) / relevant,
    );
    return [
      name,
      computeMean(stops.map(({ reading, at }) => at / reading.labels.length)).toFixed(2),
      computeMean(recalls).toFixed(3),
      computeMean(recalls.map((recall) => (recall >= target ? 1 : 0))).toFixed(2),
    ];
  });
  return formatTable(["collection", "read at the stop", "recall", "recall of 95 % reached"], rows);
}

/** The first paper after which the stop is due. */
function findStop({ labels }: Reading): number {
  let at = 1;
  while (at < labels.length) {
    const more = countUntilRecall({ labels: labels.subarray(0, at), left: labels.length - at }, target);
    if (more === 0) return at;
    const next = labels.subarray(at, at + more).indexOf(1);
    at += next === -1 ? more : next + 1;
  }
  return labels.length;
}
