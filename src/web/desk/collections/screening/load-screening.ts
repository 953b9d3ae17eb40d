import type { Collection } from "../../../../domain/collections/collection.js";
import type { ShownEntry } from "../../../../domain/collections/entry.js";
import type { Asking } from "../../../search/load-view.js";

/** How far a collection is screened. */
export interface ScreeningProgress {
  readonly included: number;
  readonly excluded: number;
  readonly undecided: number;
  /** Reasons of exclusions, the most frequent first. */
  readonly reasons: readonly { readonly reason: string; readonly papers: number }[];
}

export interface Screening {
  readonly collection: Collection;
  readonly progress: ScreeningProgress;
  /** Undecided papers, those first that are most likely to be included. */
  readonly next: readonly ShownEntry[];
}

export async function loadScreening(id: string, asking: Required<Asking>): Promise<Screening> {
  const { call, signal } = asking;
  const [collection, next, reasons] = await Promise.all([
    call("GET /v1/collections/{id}", { params: { id }, signal }),
    loadNext(id, 0, asking),
    loadReasons(id, asking),
  ]);
  return { collection, progress: { ...countDecisions(collection), reasons }, next };
}

/** Papers that are at hand while one is read. */
const ahead = 8;
/** The API's limit for a page. */
const maxPage = 100;

/** @param skipped how many papers were skipped, which are still undecided */
export async function loadNext(
  id: string,
  skipped: number,
  { call, signal }: Required<Asking>,
): Promise<readonly ShownEntry[]> {
  const query = { decision: "undecided", limit: Math.min(maxPage, ahead + skipped) } as const;
  const { entries } = await call("GET /v1/collections/{id}/papers", { params: { id }, query, signal });
  return entries;
}

export async function loadProgress(id: string, asking: Required<Asking>): Promise<ScreeningProgress> {
  const { call, signal } = asking;
  const [collection, reasons] = await Promise.all([
    call("GET /v1/collections/{id}", { params: { id }, signal }),
    loadReasons(id, asking),
  ]);
  return { ...countDecisions(collection), reasons };
}

function countDecisions({ papers, included, excluded }: Collection) {
  return { included, excluded, undecided: papers - included };
}

async function loadReasons(id: string, { call, signal }: Required<Asking>): Promise<ScreeningProgress["reasons"]> {
  const query = { decision: "exclude", limit: maxPage, fields: "title" } as const;
  const { entries } = await call("GET /v1/collections/{id}/papers", { params: { id }, query, signal });
  const counts = new Map<string, number>();
  for (const { reason } of entries) if (reason !== undefined) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].map(([reason, papers]) => ({ reason, papers })).sort((one, other) => other.papers - one.papers);
}
