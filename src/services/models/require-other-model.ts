import { describeOther } from "../../domain/models/change.js";
import { parseFingerprint } from "../../domain/models/model.js";
import { AppError } from "../../errors.js";
import type { OtherModel } from "../../ports/models/other-model-store.js";

export function requireOther(other: OtherModel | undefined): OtherModel {
  if (other && other.role !== "dropped") return other;
  throw new AppError("conflict", "There is no other model: start a change with: paperkin reindex --model <model>");
}

export function requireKept(found: OtherModel | undefined): OtherModel {
  const other = requireOther(found);
  if (other.role === "kept") return other;
  const { id } = parseFingerprint(other.fingerprint);
  throw new AppError(
    "conflict",
    `There is no previous model; ${id} is the next one. Drop it with: paperkin reindex drop`,
  );
}

export function requireReady(found: OtherModel | undefined): OtherModel {
  const other = requireOther(found);
  const { id, state } = describeOther(other, {});
  if (state === "ready") return other;
  const reason =
    state === "kept"
      ? `is the previous model: go back to it with: paperkin reindex rollback`
      : `is not ready: ${other.missing} papers do not have its vector yet. See: paperkin reindex status`;
  throw new AppError("conflict", `The model ${id} ${reason}`);
}

/** Explains why no change can start while there is another model. */
export function describeBlockingModel({ role, fingerprint }: OtherModel, wanted: string): string {
  const { id } = parseFingerprint(fingerprint);
  if (role === "next") return `A change to the model ${id} is in progress: drop it first with: paperkin reindex drop`;
  const back = fingerprint === wanted ? "go back to it with: paperkin reindex rollback, or " : "";
  return `The previous model ${id} is kept: ${back}drop it with: paperkin reindex drop`;
}
