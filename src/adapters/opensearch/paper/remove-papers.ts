import type { Client } from "@opensearch-project/opensearch";
import { groupCalls } from "../../../domain/concurrency/group-calls.js";
import type { Ordinal } from "../../../domain/paper/paper.js";
import { AppError } from "../../../errors.js";
import type { PaperStore } from "../../../ports/paper/paper-store.js";
import type { Counters } from "../counters.js";
import type { PaperDocuments, StoredDocument } from "../paper-documents.js";
import { runBulk, throwRefusal } from "../run-bulk.js";
import type { FindPapers } from "./find-papers.js";
import type { NameDocuments } from "./name-documents.js";
import { listNames } from "./name-keys.js";

export interface RemoveDeps {
  readonly client: Client;
  /** The index of removed papers. */
  readonly removed: string;
  readonly documents: PaperDocuments;
  readonly names: NameDocuments;
  readonly counters: Counters;
  readonly findById: FindPapers["findById"];
}

/** A removed paper, for those who follow the changes: one that is still there was not removed after all. */
export interface RemovedPaper {
  readonly ordinal: Ordinal;
  readonly textSeq: number;
  readonly vectorSeq: number;
}

const maxAttempts = 20;

export function createRemovePaper(deps: RemoveDeps): PaperStore["removePaper"] {
  const removeTogether = groupCalls(async (ids: readonly string[]) => {
    const found = await Promise.all(ids.map((id) => deps.findById(id)));
    const first = new Map<Ordinal, number>();
    for (const [at, stored] of found.entries()) {
      const ordinal = stored?.document.ordinal;
      if (ordinal !== undefined && !first.has(ordinal)) first.set(ordinal, at);
    }
    const gone = await removeAll(deps, new Map(Array.from(first, ([ordinal, at]) => [ordinal, found[at]!])));
    return found.map((stored, at) => {
      const ordinal = stored?.document.ordinal;
      return ordinal !== undefined && first.get(ordinal) === at && gone.has(ordinal);
    });
  });
  return (id) => removeTogether(id);
}

/** Returns the ordinals of those that this call removed, rather than another one. */
async function removeAll(
  deps: RemoveDeps,
  papers: ReadonlyMap<Ordinal, StoredDocument>,
): Promise<ReadonlySet<Ordinal>> {
  const gone = new Set<Ordinal>();
  let left = papers;
  for (let attempt = 1; left.size > 0; attempt += 1) {
    if (attempt > maxAttempts)
      throw new AppError("unavailable", "A paper to remove is changing all the time: try again.");
    const removed = await removeOnce(deps, [...left.values()]);
    for (const ordinal of removed) gone.add(ordinal);
    left = await deps.documents.read([...left.keys()].filter((ordinal) => !gone.has(ordinal)));
  }
  return gone;
}

/**
 * The order matters to a process that dies in between: first those who follow the changes are told, then the paper goes,
 * and its names last, because names of a removed paper are free anyway.
 */
async function removeOnce(deps: RemoveDeps, papers: readonly StoredDocument[]): Promise<readonly Ordinal[]> {
  const { client, removed: index, documents, names, counters } = deps;
  const reserved = await counters.reserve({ changes: 2 * papers.length });
  const notes = papers.map(({ document: { ordinal } }, at) => {
    const textSeq = reserved.firstChange + 2 * at;
    const source: RemovedPaper = { ordinal, textSeq, vectorSeq: textSeq + 1 };
    return { kind: "put", index, id: String(ordinal), source } as const;
  });
  throwRefusal(await runBulk(client, notes));
  const results = await documents.remove(papers.map(({ document: { ordinal }, at }) => ({ ordinal, at })));
  throwRefusal(results);
  await reserved.settle();
  const gone = papers.filter((_, at) => results[at]!.kind === "done");
  const listings = gone.flatMap(({ document: { ordinal, kept } }) =>
    listNames(kept.paper).map(({ key }) => ({ key, ordinal })),
  );
  await names.release(listings);
  return gone.map(({ document }) => document.ordinal);
}
