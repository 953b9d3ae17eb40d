/** The properties that must be equal for two vectors to be comparable. */
export interface ModelIdentity {
  readonly id: string;
  readonly revision: string;
  readonly dtype: string;
  readonly pooling: "cls" | "mean";
  readonly queryPrefix: string;
  readonly documentPrefix: string;
  readonly dimensions: number;
}

/** One line that identifies the vector space of a model; stored with the vectors and compared at every start. */
export function formatFingerprint(model: ModelIdentity): string {
  const { id, revision, dtype, pooling, queryPrefix, documentPrefix, dimensions } = model;
  return JSON.stringify([id, revision, dtype, pooling, queryPrefix, documentPrefix, dimensions]);
}

/** Reads the model from its fingerprint. */
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
 * The distribution of a model's cosines: the mean between queries and unrelated papers, and the standard deviation of
 * all. Models differ widely (0.6 and 0.05 for one, 0.2 and 0.11 for another), so scores depend on it.
 */
export interface CosineScale {
  readonly unrelated: number;
  readonly spread: number;
}

/** The languages of the texts that a model reads: English, or about 100. */
export const readLanguages = ["en", "many"] as const;
export type ReadLanguages = (typeof readLanguages)[number];

/** The model of the manifest for queries and papers in other languages than English. */
export const multilingualModel = "multilingual-e5-small";
