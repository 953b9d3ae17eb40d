/** A document of a ranking; without a score if it was appended unranked. */
export interface RankedDocument {
  readonly id: string;
  readonly score?: number;
}

/**
 * The lines of one query in TREC's format, `query Q0 document rank score tag`. trec_eval ignores the rank and breaks ties
 * of the score by id, so every score is lower than the one before: by a millionth where the ranking has a tie.
 *
 * @param documents best first
 */
export function formatRunLines(query: string, documents: readonly RankedDocument[], tag: string): string {
  let lowest = millionths + 1;
  return documents
    .map(({ id, score }, index) => {
      // A document without a score follows the others.
      const rounded = score === undefined ? lowest : Math.round(score * millionths);
      lowest = Math.min(rounded, lowest - 1);
      return `${query} Q0 ${id} ${index + 1} ${(lowest / millionths).toFixed(6)} ${tag}\n`;
    })
    .join("");
}

const millionths = 1_000_000;

/** Spaces separate the columns of a run, so an id cannot contain any. */
export function fitsRunFile(id: string): boolean {
  return !/\s/u.test(id);
}
