import { AppError } from "../../errors.js";

interface Named {
  readonly id: string;
}

export interface ModelChoice {
  /** The model of the data folder's vectors. */
  readonly kept: string | undefined;
  /** The default for a new data folder. */
  readonly fallback: string;
}

/** The model of the data folder if this version knows it. */
export function chooseKnownModel(known: readonly Named[], { kept, fallback }: ModelChoice): string {
  return kept !== undefined && known.some(({ id }) => id === kept) ? kept : fallback;
}

/** Throws `not_found`. */
export function requireKnownModel<Model extends Named>(known: readonly Model[], id: string): Model {
  const model = known.find((one) => one.id === id);
  if (model) return model;
  throw new AppError("not_found", `There is no model ${id}; paperkin models list shows the known ones.`);
}
