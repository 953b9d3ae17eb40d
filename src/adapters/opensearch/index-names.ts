/** The indexes of one library; several libraries share a cluster by different prefixes. */
export interface IndexNames {
  /** An alias: papers are in the newest index `<prefix>-papers-<n>`. */
  readonly papers: string;
  /** Which papers have an id, a DOI, an arXiv id or a title. */
  readonly names: string;
  /** Removed papers, for those who follow the changes. */
  readonly removed: string;
  /** An alias: near-duplicates. */
  readonly pairs: string;
  /** Counters, the model in use, and the identity of the store. */
  readonly meta: string;
}

export function nameIndexes(prefix: string): IndexNames {
  return {
    papers: `${prefix}-papers`,
    names: `${prefix}-names`,
    removed: `${prefix}-removed`,
    pairs: `${prefix}-pairs`,
    meta: `${prefix}-meta`,
  };
}
