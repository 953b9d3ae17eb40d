import { formatCount } from "../../domain/text/amounts.js";

/**
 * What the map says when only some of the papers found are marked on it.
 *
 * @param found how many papers the list has in all; undefined where that is not known
 */
export function describeMarked(marked: number, found: number | undefined): string | undefined {
  if (marked === 0 || found === undefined || found <= marked) return undefined;
  if (marked === 1) return `The first of ${formatCount(found)} papers is marked.`;
  return `The first ${formatCount(marked)} of ${formatCount(found)} papers are marked.`;
}
