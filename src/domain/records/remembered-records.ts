import type { CleanPaper } from "./incoming-paper.js";
import { trustLevels } from "./trust.js";

/*
 * The records that a paper was merged from are remembered, by the first half of their hash. Without them, two files that
 * say different things of a paper would change it back and forth each time they are imported.
 */

/** Whether a record changes the paper each time: the caller's own record of this id is not remembered. */
export function alwaysCounts(id: string, { trust, replaces, paper }: CleanPaper): boolean {
  return replaces !== undefined || (trust === trustLevels.own && paper.id === id);
}

/** What is remembered of a record: 16 hexadecimal digits. */
export function shortenHash(contentHash: string): string {
  return contentHash.slice(0, 16);
}
