import { cumulateHypergeometric } from "./hypergeometric.js";

/** What has been read, in the order of reading. */
export interface ReadSoFar {
  /** 1 for an included paper, 0 for an excluded one. */
  readonly labels: ArrayLike<number>;
  /** Papers that are not decided. */
  readonly left: number;
}

/** The error that a bound allows. */
export const boundError = 0.05;

/** Starts of the last part of the reading that are tried; more change nothing that matters. */
const startsTried = 60;

/**
 * The most relevant papers that may be among the undecided ones, with 95 % confidence. The last part of the reading, from
 * some paper on, is taken for a random sample of what was left there: then the number of relevant papers in it is
 * hypergeometric (Callaghan and Müller-Hansen 2020, with the parts of a ranked list instead of a sample). A ranking finds
 * relevant papers sooner than a random order does, so the bound is too high rather than too low. Of all parts the one
 * with the lowest bound counts.
 */
export function boundRelevantLeft(read: ReadSoFar): number {
  return listParts(read).reduce((most, part) => Math.min(most, boundPart(part, most)), read.left);
}

/** The last part of the reading. */
interface Part {
  readonly found: number;
  readonly read: number;
  readonly left: number;
}

/** Parts that begin after a relevant paper, or with the first paper; another one has a longer one as good. */
function listParts({ labels, left }: ReadSoFar): readonly Part[] {
  const parts: Part[] = [];
  let found = 0;
  for (let at = labels.length - 1; at >= 0 && parts.length < startsTried; at -= 1) {
    if (labels[at] !== 1) continue;
    parts.push({ found, read: labels.length - 1 - at, left });
    found += 1;
  }
  if (parts.length < startsTried) parts.push({ found, read: labels.length, left });
  return parts;
}

/** The highest number of relevant papers left that is not refuted, up to `most`. */
function boundPart({ found, read, left }: Part, most: number): number {
  const isPossible = (more: number) =>
    cumulateHypergeometric(found, { population: read + left, relevant: found + more, drawn: read }) > boundError;
  if (isPossible(most)) return most;
  let [possible, refuted] = [0, most];
  while (refuted - possible > 1) {
    const middle = (possible + refuted) >> 1;
    if (isPossible(middle)) possible = middle;
    else refuted = middle;
  }
  return possible;
}

/**
 * How many more papers have to be read without finding a relevant one, until at least this share of all relevant papers
 * is found with 95 % confidence. 0 if it is already; `left` if only reading everything shows it.
 */
export function countUntilRecall(read: ReadSoFar, recall: number): number {
  let found = 0;
  for (let at = 0; at < read.labels.length; at += 1) found += read.labels[at]!;
  const refuted = Math.floor(found / recall - found + 1e-9) + 1;
  const parts = listParts(read);
  const isShown = (more: number) =>
    refuted > read.left - more ||
    parts.some((part) => {
      const population = part.read + part.left;
      const draw = { population, relevant: part.found + refuted, drawn: part.read + more };
      return cumulateHypergeometric(part.found, draw) <= boundError;
    });
  if (isShown(0)) return 0;
  let [unshown, shown] = [0, read.left];
  while (shown - unshown > 1) {
    const middle = (unshown + shown) >> 1;
    if (isShown(middle)) shown = middle;
    else unshown = middle;
  }
  return shown;
}
