import type { Collection } from "../../../../domain/collections/collection.js";
import type { ScreenedPaper, Screening as Progress } from "../../../../domain/screening/requests.js";
import type { Asking } from "../../../search/load-view.js";

/** How far a collection is screened, and how many relevant papers may be left. */
export type ScreeningProgress = Progress;

export interface Screening {
  readonly collection: Collection;
  readonly progress: ScreeningProgress;
  /** Undecided papers, those first that are most likely to be included. */
  readonly next: readonly ScreenedPaper[];
}

export async function loadScreening(id: string, asking: Required<Asking>): Promise<Screening> {
  const { call, signal } = asking;
  const [collection, next, progress] = await Promise.all([
    call("GET /v1/collections/{id}", { params: { id }, signal }),
    loadNext(id, 0, asking),
    loadProgress(id, asking),
  ]);
  return { collection, progress, next };
}

/** Papers that are at hand while one is read. */
const ahead = 8;
/** The API's limit. */
const maxNext = 50;

/** @param skipped how many papers were skipped, which are still undecided */
export async function loadNext(
  id: string,
  skipped: number,
  { call, signal }: Required<Asking>,
): Promise<readonly ScreenedPaper[]> {
  const query = { limit: Math.min(maxNext, ahead + skipped) };
  const { papers } = await call("GET /v1/collections/{id}/screening/next", { params: { id }, query, signal });
  return papers;
}

export function loadProgress(id: string, { call, signal }: Required<Asking>): Promise<ScreeningProgress> {
  return call("GET /v1/collections/{id}/screening", { params: { id }, signal });
}
