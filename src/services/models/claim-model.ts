import { formatFingerprint, type ModelIdentity, parseFingerprint } from "../../domain/models/model.js";
import { AppError } from "../../errors.js";
import type { VectorStore } from "../../ports/vectors/vector-store.js";

export interface ClaimOptions {
  readonly model: ModelIdentity;
  /** Drops the vectors of another model instead of refusing. */
  readonly replaces: boolean;
}

/**
 * Compares the model of the stored vectors with the loaded one when a data folder is opened, because answers from mixed
 * vectors would be silently wrong. Throws `conflict`.
 */
export async function claimModel(
  vectors: Pick<VectorStore, "readFingerprint" | "resetFingerprint">,
  { model, replaces }: ClaimOptions,
): Promise<void> {
  const fingerprint = formatFingerprint(model);
  const stored = await vectors.readFingerprint();
  if (stored === fingerprint) return;
  if (stored !== undefined && !replaces) throw new AppError("conflict", describeMismatch(stored, model.id));
  await vectors.resetFingerprint(fingerprint);
}

function describeMismatch(stored: string, id: string): string {
  const { id: storedId } = parseFingerprint(stored);
  return `The data folder holds vectors of the model ${storedId}, but ${id} was requested. Leave MODEL unset or set MODEL=${storedId}; to change the model: paperkin reindex --model ${id}`;
}
