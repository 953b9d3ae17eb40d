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
