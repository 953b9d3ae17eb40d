/** What must be the same for two vectors to be comparable. */
export interface ModelIdentity {
  readonly id: string;
  readonly revision: string;
  readonly dtype: string;
  readonly pooling: "cls" | "mean";
  readonly queryPrefix: string;
  readonly documentPrefix: string;
  readonly dimensions: number;
}

/** One line of text that names a model's vector space; stored beside vectors and compared at every start. */
export function formatFingerprint(model: ModelIdentity): string {
  const { id, revision, dtype, pooling, queryPrefix, documentPrefix, dimensions } = model;
  return JSON.stringify([id, revision, dtype, pooling, queryPrefix, documentPrefix, dimensions]);
}

/** Which model a fingerprint is of. */
export function parseFingerprint(fingerprint: string): Pick<ModelIdentity, "id" | "dimensions"> {
  const [id, , , , , , dimensions] = JSON.parse(fingerprint) as [
    string,
    string,
    string,
    string,
    string,
    string,
    number,
  ];
  return { id, dimensions };
}

/**
 * How cosines of a model spread: those of queries with papers that have nothing to do with them, and the standard
 * deviation of all. Models differ widely (0.6 and 0.05 for one, 0.2 and 0.11 for another), so scores need it.
 */
export interface CosineScale {
  readonly unrelated: number;
  readonly spread: number;
}
