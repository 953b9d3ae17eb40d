import { AppError } from "../../errors.js";

interface Named {
  readonly id: string;
}

export interface ModelChoice {
  /** The model that the setting names. */
  readonly set: string | undefined;
  /** The model of the data folder's vectors. */
  readonly kept: string | undefined;
  /** The default for a new data folder. */
  readonly fallback: string;
}

/** The model that the setting names; without one, that of the data folder if this version knows it. */
export function chooseModel(known: readonly Named[], { set, kept, fallback }: ModelChoice): string {
  if (set !== undefined) return set;
  return kept !== undefined && known.some(({ id }) => id === kept) ? kept : fallback;
}

/** Throws `not_found`. */
export function requireModel<Model extends Named>(known: readonly Model[], id: string): Model {
  const model = known.find((one) => one.id === id);
  if (model) return model;
  throw new AppError("not_found", `There is no model ${id}; paperkin models list shows the known ones.`);
}
